package dev.assay.link.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals secrets.
 *
 * @param id the first 8 hexadecimal digits of its SHA-256: it stands beside what the key sealed
 * @param key 256 bits for AES
 */
public record MasterKey(String id, SecretKeySpec key) {
  private static final int BYTES = 32;
  private static final int ID_BYTES = 4;

  /**
   * Reads a key.
   *
   * @param base64 32 bytes
   * @param where it was found, for the sentence when it cannot be read
   * @throws SecretException when it is not 32 bytes in base64
   */
  public static MasterKey parse(String base64, String where) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes characters of the key.
      throw new SecretException(where + " is not base64.");
    }
    if (bytes.length != BYTES) {
      throw new SecretException(where + " does not hold " + BYTES + " bytes.");
    }
    return new MasterKey(idOf(bytes), new SecretKeySpec(bytes, "AES"));
  }

  private static String idOf(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "MasterKey[" + id + "]";
  }
}
