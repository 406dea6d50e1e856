package dev.assay.run.providers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ProviderRef.SealedSecret;
import dev.assay.run.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts secrets of providers: AES-256-GCM under the master key, bound to workspace and provider
 * so that a sealed secret cannot be moved to another one. Only workers open them.
 */
@ApplicationScoped
class Seal {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_BYTES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Optional<byte[]> key;

  /**
   * With the key that workers have, too.
   *
   * @param given 32 bytes, base64
   * @param file holds such a key
   */
  Seal(
      @ConfigProperty(name = "assay.master-key") Optional<String> given,
      @ConfigProperty(name = "assay.master-key-file") Optional<String> file) {
    this.key = given.or(() -> file.map(Seal::read)).map(Seal::bytes);
  }

  /** Seals a secret; fails with VALIDATION_FAILED when there is no master key. */
  SealedSecret seal(UUID workspaceId, String provider, String secret) {
    byte[] master = key.orElseThrow(Seal::noKey);
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(master, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((workspaceId + "/" + provider).getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      Base64.Encoder base64 = Base64.getEncoder();
      return new SealedSecret(
          id(master), base64.encodeToString(nonce), base64.encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private static String id(byte[] key) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
    return HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The master key file " + file + " cannot be read.", e);
    }
  }

  private static byte[] bytes(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.trim());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The master key (ASSAY_MASTER_KEY) is not base64.", e);
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException("The master key (ASSAY_MASTER_KEY) must have 32 bytes.");
    }
    return key;
  }

  private static ProblemException noKey() {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "This server has no master key, so it cannot store a secret: set ASSAY_MASTER_KEY, or give"
            + " credential {\"env\": NAME} and set that variable for the workers.");
  }
}
