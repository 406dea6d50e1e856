package dev.assay.link.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which clouds' identities of the workers themselves providers may use, where what is had with them
 * may be sent, and by whose providers. Whoever may write providers could spend the operator's money
 * with them: so none is used until he says so.
 */
public final class AmbientIdentities {
  /** The property in which the operator says it. */
  public static final String PROPERTY = "assay.ambient-credentials";

  /** The variable of the environment for it. */
  public static final String VARIABLE = "ASSAY_AMBIENT_CREDENTIALS";

  /** Only hosts that the cloud itself serves: elsewhere a token would be somebody else's. */
  private static final Map<String, List<Place>> PLACES =
      Map.of(
          "aws",
          Grant.builtIn(
              "bedrock-runtime.*.amazonaws.com|bedrock-runtime-fips.*.amazonaws.com"
                  + "|bedrock-runtime.*.amazonaws.com.cn|bedrock-runtime.*.api.aws"
                  + "|bedrock-runtime-fips.*.api.aws|*.bedrock-runtime.*.vpce.amazonaws.com"),
          "azure",
          Grant.builtIn(
              "*.openai.azure.com|*.cognitiveservices.azure.com|*.services.ai.azure.com"
                  + "|*.openai.azure.us|*.cognitiveservices.azure.us|*.openai.azure.cn"
                  + "|*.cognitiveservices.azure.cn"),
          "google",
          Grant.builtIn(
              "generativelanguage.googleapis.com|aiplatform.googleapis.com"
                  + "|*-aiplatform.googleapis.com|aiplatform.*.rep.googleapis.com"));

  private final Map<String, List<Grant>> grants;

  private AmbientIdentities(Map<String, List<Grant>> grants) {
    this.grants = grants;
  }

  /**
   * What the operator says: {@code aws}, {@code azure} and {@code google}, separated by commas or
   * spaces; {@code azure@workspace|workspace} for some workspaces only, and {@code
   * azure=place|place@workspace} for other places than the cloud's own. Each entry of a cloud
   * grants what it says, beside the others.
   *
   * @param setting null or blank for none
   * @throws SecretException when it cannot be read
   */
  public static AmbientIdentities of(String setting) {
    Map<String, List<Grant>> grants = new HashMap<>();
    for (String entry : (setting == null ? "" : setting).split("[,;\\s]+")) {
      if (entry.isEmpty()) {
        continue;
      }
      String cloud = entry.split("[=@]", 2)[0];
      List<Place> known = PLACES.get(cloud);
      if (known == null) {
        throw new SecretException(Grant.at(VARIABLE, entry) + ": there are aws, azure and google");
      }
      String rest = entry.substring(cloud.length());
      boolean elsewhere = rest.startsWith("=");
      Grant said = Grant.of(elsewhere ? rest.substring(1) : rest, Grant.at(VARIABLE, entry));
      grants
          .computeIfAbsent(cloud, first -> new ArrayList<>())
          .add(elsewhere ? said : new Grant(known, said.workspaces()));
    }
    return new AmbientIdentities(Map.copyOf(grants));
  }

  /**
   * Whose identity a kind of provider signs in with.
   *
   * @param kind of the provider
   * @param options of the kind, null for none
   * @return aws, azure or google; empty when it is called with keys alone
   */
  public static Optional<String> cloud(String kind, JsonNode options) {
    return switch (kind == null ? "" : kind) {
      case "bedrock" -> Optional.of("aws");
      case "azure_openai" -> Optional.of("azure");
      case "gemini" -> Optional.of("google");
      case "anthropic" ->
          options != null && options.path("vertex").isObject()
              ? Optional.of("google")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Why a provider may not use the workers' own identity; empty when it may.
   *
   * @param kind of the provider
   * @param options of the kind, null for none
   * @param workspace whose provider it is
   * @param address that it is called at
   * @return a sentence that says how to allow it
   */
  public Optional<String> refusal(String kind, JsonNode options, String workspace, String address) {
    Optional<String> cloud = cloud(kind, options);
    if (cloud.isEmpty()) {
      return Optional.of(
          "The kind "
              + kind
              + " signs in with no identity of a cloud. Give the credential as env or value.");
    }
    List<Grant> given = grants.getOrDefault(cloud.get(), List.of());
    Optional<URI> place = Grant.uri(address == null ? "" : address);
    if (given.stream().anyMatch(grant -> grant.lets(workspace, place))) {
      return Optional.empty();
    }
    return Optional.of(
        "The operator does not let the workers' own identity at "
            + cloud.get()
            + " be used "
            + (given.isEmpty()
                ? "by providers"
                : "at " + place.map(URI::getHost).orElse("this address") + " by this workspace")
            + ". Give a credential of your own, or let the operator set "
            + VARIABLE
            + " to hold "
            + cloud.get()
            + " for run-service and the workers.");
  }
}
