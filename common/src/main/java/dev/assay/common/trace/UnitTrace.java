package dev.assay.common.trace;

import dev.assay.common.part.UnitRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trace of a unit at one generation of its run. Its ids are made of the unit's name, so that
 * every service, and every replica that takes over from another, goes on with it without being
 * told; also where messages carry many units at once.
 *
 * @param id of the trace, 32 hex digits
 * @param root the span that all others hang below, 16 hex digits: the first hand-out of the unit
 */
public record UnitTrace(String id, String root) {
  private static final int ID_BYTES = 16;
  private static final int ROOT_BYTES = 8;

  /** That of a unit. */
  public static UnitTrace of(UnitRef unit) {
    String name = "assay unit %s %d %d".formatted(unit.runId(), unit.n(), unit.generation());
    byte[] hash = sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    HexFormat hex = HexFormat.of();
    return new UnitTrace(
        hex.formatHex(hash, 0, ID_BYTES), hex.formatHex(hash, ID_BYTES, ID_BYTES + ROOT_BYTES));
  }

  /**
   * Whether it is one of a share of all traces: the same ones for everybody who has the same share.
   *
   * @param share from 0 for none to 1 for all
   */
  public boolean within(double share) {
    long random = Long.parseUnsignedLong(id.substring(ID_BYTES), 16) >>> 1;
    return share >= 1 || random < share * Long.MAX_VALUE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
