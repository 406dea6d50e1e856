package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.library.providers.ProviderSettings;
import dev.assay.run.platform.paging.Names;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A provider as a caller gives it. On PATCH a null means: as it was.
 *
 * @param name unique in the workspace; in a PUT or PATCH the path's
 * @param kind such as openai, anthropic or simulated; a wrong one is answered with all there are
 * @param baseUrl where it is, such as {@code https://api.example.com/v1}; absent for built-in kinds
 *     and for those whose address is known
 * @param credential write-only
 * @param models see {@link ProviderSettings}
 * @param limits see {@link ProviderSettings}
 * @param timeouts see {@link ProviderSettings}
 * @param retry see {@link ProviderSettings}
 * @param headers see {@link ProviderSettings}
 * @param options see {@link ProviderSettings}
 */
@Schema(
    examples = {
      """
      {"name": "openai", "kind": "openai", "credential": {"env": "OPENAI_API_KEY"},
       "models": {"gpt-5-mini": {"price_in": 0.25, "price_out": 2.0}},
       "limits": {"rpm": 500, "tpm": 200000, "max_concurrency": 32}}
      """,
      """
      {"name": "local", "kind": "simulated", "models": {"sim": {"price_in": 1, "price_out": 2}}}
      """
    })
public record ProviderInput(
    @Pattern(regexp = Names.PATTERN, message = Names.MESSAGE) String name,
    @Schema(implementation = ProviderKind.class) String kind,
    @Size(max = 2000) String baseUrl,
    @Valid CredentialInput credential,
    @Size(max = 500) Map<String, ProviderSettings.@NotNull @Valid Model> models,
    @Valid ProviderSettings.Limits limits,
    @Valid ProviderSettings.Timeouts timeouts,
    @Valid ProviderSettings.Retry retry,
    @Size(max = 50)
        Map<@Size(min = 1, max = 200) String, @NotNull @Size(max = 4000) String> headers,
    @Schema(ref = "JsonObject") JsonNode options) {

  /**
   * Where the secret comes from: exactly one of the three.
   *
   * @param env name of an environment variable of the workers
   * @param value the secret itself; stored encrypted, never given back
   * @param ambient true for the workers' own identity in their cloud, where the operator lets it be
   *     used: kinds bedrock, azure_openai and gemini, and anthropic at Google Cloud
   */
  public record CredentialInput(
      @Pattern(
              regexp = "[A-Za-z_][A-Za-z0-9_]{0,199}",
              message = "must be the name of an environment variable")
          String env,
      @Size(min = 1, max = 10_000) String value,
      Boolean ambient) {
    /** The one creator for an object. */
    @JsonCreator
    public CredentialInput {}

    /** A text is not taken: whether it is the secret or a variable's name cannot be told. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CredentialInput of(String text) {
      throw new IllegalArgumentException(
          "a text alone is not taken; give {\"env\": \"OPENAI_API_KEY\"}, the name of a variable of"
              + " the workers, or {\"value\": \"…\"}, the secret itself, which is stored encrypted");
    }

    /** Whether it is the workers' own identity. */
    boolean isAmbient() {
      return Boolean.TRUE.equals(ambient);
    }

    /** How many of the three are given. */
    int given() {
      return (env == null ? 0 : 1) + (value == null ? 0 : 1) + (isAmbient() ? 1 : 0);
    }

    /** Never the value. */
    @Override
    public String toString() {
      return isAmbient()
          ? "CredentialInput[ambient]"
          : env == null ? "CredentialInput[value]" : "CredentialInput[env=" + env + "]";
    }
  }

  /** The settings in it. */
  ProviderSettings settings() {
    return new ProviderSettings(models, limits, timeouts, retry, headers, options);
  }
}
