package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.library.providers.ProviderSettings;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A provider as it is shown: everything but the secret.
 *
 * @param name unique in the workspace
 * @param kind its wire form
 * @param baseUrl where it is, null for built-in kinds
 * @param credential where the secret comes from, null for none
 * @param models see {@link ProviderSettings}
 * @param limits see {@link ProviderSettings}
 * @param timeouts see {@link ProviderSettings}
 * @param retry see {@link ProviderSettings}
 * @param headers see {@link ProviderSettings}
 * @param options see {@link ProviderSettings}
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record ProviderView(
    String name,
    ProviderKind kind,
    @Nullable String baseUrl,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) CredentialView credential,
    Map<String, ProviderSettings.Model> models,
    @Nullable ProviderSettings.Limits limits,
    @Nullable ProviderSettings.Timeouts timeouts,
    @Nullable ProviderSettings.Retry retry,
    @Nullable Map<String, String> headers,
    @Nullable @Schema(ref = "JsonObject") JsonNode options,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * Where the secret comes from.
   *
   * @param kind env, sealed, or ambient for the workers' own identity in their cloud
   * @param env name of the workers' environment variable, null when it is not from there
   */
  public record CredentialView(
      @Schema(enumeration = {"env", "sealed", "ambient"}) String kind, @Nullable String env) {}

  static ProviderView of(Provider provider) {
    ProviderSettings settings = provider.settings();
    return new ProviderView(
        provider.name(),
        provider.kind(),
        provider.baseUrl(),
        credential(provider.credential()),
        settings.models() == null ? Map.of() : settings.models(),
        settings.limits(),
        settings.timeouts(),
        settings.retry(),
        hidden(settings.headers()),
        settings.options(),
        provider.createdAt(),
        provider.updatedAt());
  }

  /** Of records of before: today no header is taken that looks like a secret. */
  private static Map<String, String> hidden(Map<String, String> headers) {
    if (headers == null) {
      return null;
    }
    Map<String, String> shown = new LinkedHashMap<>();
    headers.forEach(
        (name, value) ->
            shown.put(
                name,
                CredentialNames.isSecret(name) || CredentialNames.looksSecret(value)
                    ? "[hidden]"
                    : value));
    return shown;
  }

  private static CredentialView credential(ProviderRef.Credential credential) {
    if (credential == null) {
      return null;
    }
    if (Boolean.TRUE.equals(credential.ambient())) {
      return new CredentialView("ambient", null);
    }
    return credential.env() == null
        ? new CredentialView("sealed", null)
        : new CredentialView("env", credential.env());
  }
}
