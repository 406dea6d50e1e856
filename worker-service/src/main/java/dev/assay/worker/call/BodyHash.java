package dev.assay.worker.call;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Size and SHA-256 of a body that comes in pieces. */
final class BodyHash {
  private static final HexFormat HEX = HexFormat.of();

  private MessageDigest digest;
  private long bytes;

  /** Returns the size so far. */
  long add(Buffer piece) {
    if (digest == null) {
      digest = sha256();
    }
    digest.update(piece.getByteBuf().nioBuffer());
    bytes += piece.length();
    return bytes;
  }

  /** Null when nothing came. Called once. */
  String hex() {
    return digest == null ? null : HEX.formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
