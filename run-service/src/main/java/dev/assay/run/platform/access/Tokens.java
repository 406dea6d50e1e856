package dev.assay.run.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes and hashes secrets that a caller shows: API keys and session cookies. */
public final class Tokens {
  /** Every API key begins with this, so that scanners find leaked ones. */
  public static final String KEY_PREFIX = "as_";

  private static final int BYTES = 32;
  private static final int SHOWN = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** A new API key: {@code as_} and 256 random bits, base64url. */
  public static String newKey() {
    return KEY_PREFIX + random();
  }

  /** A new session token: 256 random bits, base64url. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The first characters, by which a person tells keys apart. */
  public static String shown(String key) {
    return key.substring(0, Math.min(key.length(), KEY_PREFIX.length() + SHOWN));
  }

  /** SHA-256 of a token: all that is stored. The tokens are random, so no salt is needed. */
  public static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
