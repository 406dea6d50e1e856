package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.ProviderError;

/** Finds the error in a body, in the forms that compatible servers use. */
final class OpenAiErrors {
  private OpenAiErrors() {}

  /** The error inside a body or event of a 200 response, null when there is none. */
  static ProviderError inside(JsonNode json) {
    if (json.hasNonNull("error")) {
      return of(json.get("error"));
    }
    if ("error".equals(json.path("object").asText())
        || "error".equals(json.path("type").asText())) {
      return of(json);
    }
    return null;
  }

  /** The error of a response that is one by its status; never null. */
  static ProviderError lenient(JsonNode json) {
    JsonNode node = json.isArray() && !json.isEmpty() ? json.get(0) : json;
    ProviderError inside = inside(node);
    return inside != null ? inside : of(node);
  }

  private static ProviderError of(JsonNode error) {
    if (error.isTextual()) {
      return new ProviderError(null, null, error.asText());
    }
    String message = text(error, "message");
    return new ProviderError(
        text(error, "type"),
        text(error, "code"),
        message != null ? message : text(error, "detail"));
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }
}
