package dev.assay.worker.asset;

import dev.assay.worker.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** One asset as it arrives: no more of it is held than may be, and it is what its hash says. */
final class AssetBody {
  private final AssetLink link;
  private final long maxBytes;
  private final Buffer body = Buffer.buffer();
  private String mediaType;

  AssetBody(AssetLink link, long maxBytes) {
    this.link = link;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a piece.
   *
   * @throws AssetFaultException when it is too much
   */
  void add(AssetPiece piece) {
    if (body.length() + (long) piece.bytes().length > maxBytes) {
      throw new AssetFaultException(
          WireFault.Kind.REQUEST, "is larger than " + maxBytes + " bytes");
    }
    mediaType = piece.mediaType();
    body.appendBytes(piece.bytes());
  }

  /**
   * All of it.
   *
   * @throws AssetFaultException when it is something else than was asked for
   */
  String dataUrl() {
    byte[] bytes = body.getBytes();
    if (!sha256(bytes).equals(link.sha256())) {
      throw new AssetFaultException(
          WireFault.Kind.BROKEN, "arrived with other bytes than its SHA-256 says");
    }
    String type = mediaType == null ? "application/octet-stream" : mediaType;
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
