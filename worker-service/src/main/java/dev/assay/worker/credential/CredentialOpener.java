package dev.assay.worker.credential;

import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ProviderRef.SealedSecret;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.CredentialPlace;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.link.secret.MasterKeys;
import dev.assay.link.secret.OwnVariables;
import dev.assay.link.secret.SecretBox;
import dev.assay.link.secret.SecretException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Opens the credential of a provider: from an environment variable of this process, or an envelope
 * under a master key ({@link SecretBox}). The worker's own identity is nothing to open; whether a
 * provider may use it is looked at here. On the event loop only.
 */
public final class CredentialOpener {
  private static final int REMEMBERED = 256;

  private final UnaryOperator<String> environment;
  private final MasterKeys keys;
  private final GrantedVariables granted;
  private final AmbientIdentities ambient;
  private final Map<Bound, String> opened = new LinkedHashMap<>();

  private record Bound(String workspace, String provider, SealedSecret sealed) {}

  /**
   * With an environment and master keys.
   *
   * @param environment value of a variable by name, null when not set
   * @param keys of sealed credentials
   * @param granted which variables may be sent where
   * @param ambient which of the worker's own identities may be used where
   */
  public CredentialOpener(
      UnaryOperator<String> environment,
      MasterKeys keys,
      GrantedVariables granted,
      AmbientIdentities ambient) {
    this.ambient = ambient;
    this.environment = environment;
    this.keys = keys;
    this.granted = granted;
  }

  /**
   * The secret in the clear, null when the provider has none, or uses the worker's own identity.
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
    String place = CredentialPlace.of(provider.kind(), provider.baseUrl(), provider.options());
    if (Boolean.TRUE.equals(credential.ambient())) {
      ambient
          .refusal(provider.kind(), provider.options(), provider.workspace(), place)
          .ifPresent(CredentialOpener::refuse);
      return null;
    }
    if (credential.env() != null && OwnVariables.covers(credential.env())) {
      // Refused when a provider is saved, but also of one that was saved in another way.
      throw new CredentialException(
          "the environment variable "
              + credential.env()
              + " is one of Assay's own, which no provider is given");
    }
    granted
        .refusal(credential.env(), provider.workspace(), place)
        .ifPresent(CredentialOpener::refuse);
    String value = credential.env() == null ? null : environment.apply(credential.env());
    if (value == null || value.isBlank()) {
      throw new CredentialException(
          "the environment variable " + credential.env() + " is not set for the worker");
    }
    return value.strip();
  }

  private static void refuse(String why) {
    throw new CredentialException(why);
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
    try {
      return SecretBox.open(keys, bound.workspace(), bound.provider(), bound.sealed());
    } catch (SecretException e) {
      throw new CredentialException(e.getMessage(), e);
    }
  }
}
