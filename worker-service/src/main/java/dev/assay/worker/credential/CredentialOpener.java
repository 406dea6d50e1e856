package dev.assay.worker.credential;

import dev.assay.common.message.ProviderRef;
import dev.assay.common.message.ProviderRef.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the credential of a provider: from an environment variable of this process, or an
 * AES-256-GCM envelope (12-byte nonce, 128-bit tag behind the ciphertext) bound to {@code
 * workspace/provider} as associated data. On the event loop only.
 */
public final class CredentialOpener {
  private static final int TAG_BITS = 128;
  private static final int REMEMBERED = 256;

  private final UnaryOperator<String> environment;
  private final Optional<SecretKeySpec> key;
  private final Map<Bound, String> opened = new LinkedHashMap<>();

  private record Bound(String workspace, String provider, SealedSecret sealed) {}

  /**
   * With an environment and a master key.
   *
   * @param environment value of a variable by name, null when not set
   * @param key empty when this worker has none
   */
  public CredentialOpener(UnaryOperator<String> environment, Optional<SecretKeySpec> key) {
    this.environment = environment;
    this.key = key;
  }

  /**
   * The secret in the clear, null when the provider has none.
   *
   * @throws CredentialException when it cannot be had here
   */
  public String open(ProviderRef provider) {
    ProviderRef.Credential credential = provider.credential();
    if (credential == null) {
      return null;
    }
    if (credential.sealed() != null) {
      Bound bound = new Bound(provider.workspace(), provider.name(), credential.sealed());
      String known = opened.get(bound);
      return known != null ? known : remember(bound);
    }
    String value = credential.env() == null ? null : environment.apply(credential.env());
    if (value == null || value.isBlank()) {
      throw new CredentialException(
          "the environment variable " + credential.env() + " is not set for the worker");
    }
    return value.strip();
  }

  private String remember(Bound bound) {
    String secret = unseal(bound);
    if (opened.size() >= REMEMBERED) {
      opened.clear();
    }
    opened.put(bound, secret);
    return secret;
  }

  private String unseal(Bound bound) {
    SecretKeySpec master =
        key.orElseThrow(() -> new CredentialException("this worker has no master key"));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = Base64.getDecoder().decode(bound.sealed().nonce());
      cipher.init(Cipher.DECRYPT_MODE, master, new GCMParameterSpec(TAG_BITS, nonce));
      String context = bound.workspace() + "/" + bound.provider();
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      byte[] clear = cipher.doFinal(Base64.getDecoder().decode(bound.sealed().ciphertext()));
      return new String(clear, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CredentialException(
          "the sealed credential does not open with this worker's master key", e);
    }
  }
}
