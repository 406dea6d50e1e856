package dev.assay.link.secret;

import dev.assay.common.part.ProviderRef.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens secrets: AES-256-GCM with a random nonce of 12 bytes and a tag of 128 bits behind
 * the ciphertext (NIST SP 800-38D), bound to {@code workspace/provider} as associated data, so that
 * a sealed secret cannot be moved to another record.
 */
public final class SecretBox {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretBox() {}

  /** Seals a secret under a key for one provider of one workspace. */
  public static SealedSecret seal(MasterKey key, String workspace, String provider, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context(workspace, provider));
      byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      Base64.Encoder base64 = Base64.getEncoder();
      return new SealedSecret(
          key.id(), base64.encodeToString(nonce), base64.encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /**
   * Opens a sealed secret with the key that sealed it.
   *
   * @throws SecretException when that key is not there, or the secret was sealed for another
   *     provider
   */
  public static String open(
      MasterKeys keys, String workspace, String provider, SealedSecret sealed) {
    MasterKey key =
        keys.byId(sealed.keyId())
            .orElseThrow(
                () ->
                    new SecretException(
                        "the credential is sealed under the master key "
                            + sealed.keyId()
                            + ", which is not among the keys here ("
                            + MasterKeys.VARIABLE
                            + ", "
                            + MasterKeys.PREVIOUS
                            + ", key file)"));
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      byte[] nonce = Base64.getDecoder().decode(sealed.nonce());
      cipher.init(Cipher.DECRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context(workspace, provider));
      byte[] clear = cipher.doFinal(Base64.getDecoder().decode(sealed.ciphertext()));
      return new String(clear, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretException(
          "the sealed credential does not open with the master key " + key.id(), e);
    }
  }

  private static byte[] context(String workspace, String provider) {
    return (workspace + "/" + provider).getBytes(StandardCharsets.UTF_8);
  }
}
