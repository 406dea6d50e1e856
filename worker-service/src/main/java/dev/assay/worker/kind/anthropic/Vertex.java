package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.link.secret.CredentialPlace;
import dev.assay.worker.kind.parts.Endpoint;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import java.net.URI;

/**
 * Anthropic's models at Vertex AI of Google Cloud: the same messages, the model in the address, the
 * version in the body.
 *
 * @param provider whose option {@code vertex} it is
 * @param project that is billed
 * @param region also {@code global}
 */
record Vertex(ProviderRef provider, String project, String region) {
  private static final String VERSION = "vertex-2023-10-16";

  /**
   * The option {@code vertex} of a provider; null when it is Anthropic itself.
   *
   * @throws dev.assay.worker.kind.UnusableProviderException when the option is not whole
   */
  static Vertex of(ProviderRef provider) {
    JsonNode option = provider.options() == null ? null : provider.options().get("vertex");
    if (option == null || option.isNull()) {
      return null;
    }
    String project = option.path("project").asText("");
    String region = option.path("region").asText("");
    if (project.isBlank() || CredentialPlace.vertex(region).isEmpty()) {
      throw Params.cannot(
          provider,
          "needs project and region in its option vertex; set both, such as europe-west1");
    }
    return new Vertex(provider, project, region);
  }

  URI uri(ModelCall call) {
    // As Vertex writes models: claude-x@20250101.
    String model = Endpoint.segment(provider, call.request().model()).replace("%40", "@");
    return Endpoint.of(provider, CredentialPlace.vertex(region))
        .versioned("v1")
        .plus("/projects/" + Endpoint.segment(provider, project))
        .plus("/locations/" + region + "/publishers/anthropic/models/" + model)
        .plus(call.request().stream() ? ":streamRawPredict" : ":rawPredict")
        .uri();
  }

  String version() {
    String set = Fields.option(provider.options(), "version");
    return set == null ? VERSION : set;
  }
}
