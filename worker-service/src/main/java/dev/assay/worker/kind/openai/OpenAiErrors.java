package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ProviderError.Meaning;
import dev.assay.worker.kind.parts.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the error in a body, in the forms that compatible servers use. */
final class OpenAiErrors {
  /** OpenAI says it of prompts that its safety system stopped, and of schemas it cannot read. */
  private static final String INVALID_PROMPT = "invalid_prompt";

  /** Parameters that hold the conversation itself. */
  private static final Set<String> CONVERSATION = Set.of("messages", "input", "prompt");

  private OpenAiErrors() {}

  /**
   * The error inside a body or event of a 200 response, null when there is none.
   *
   * @param schemaSent whether a schema of the user's was part of the question
   */
  static ProviderError inside(JsonNode json, boolean schemaSent) {
    if (Fields.tells(json.path("error"))) {
      return of(json.get("error"), schemaSent);
    }
    if ("error".equals(json.path("object").asText())
        || "error".equals(json.path("type").asText())) {
      return of(json, schemaSent);
    }
    return null;
  }

  /** The error of a response that is one by its status; never null. */
  static ProviderError lenient(JsonNode json, boolean schemaSent) {
    JsonNode node = json.isArray() && !json.isEmpty() ? json.get(0) : json;
    ProviderError inside = inside(node, schemaSent);
    return inside != null ? inside : of(node, schemaSent);
  }

  static ProviderError of(JsonNode error, boolean schemaSent) {
    if (error.isTextual()) {
      return new ProviderError(null, null, error.asText());
    }
    String message = text(error, "message");
    ProviderError named =
        new ProviderError(
            text(error, "type"), code(error), message != null ? message : text(error, "detail"));
    if (moderated(error)) {
      return named.saying(reasons(named.message(), error)).meaning(Meaning.FILTERED);
    }
    if (INVALID_PROMPT.equals(named.code()) && !schema(error, schemaSent)) {
      return named.meaning(Meaning.FILTERED);
    }
    String failed = Fields.words(error.path("failed_generation"));
    if (failed != null || error.has("failed_generation")) {
      // The model wrote a call or JSON that does not fit: its failure, not that of the request.
      String words = failed == null ? named.message() : named.message() + " It wrote: " + failed;
      return named.saying(words).meaning(Meaning.BAD_GENERATION);
    }
    return named;
  }

  /** Gateways tell that a moderator stopped the prompt, and why, beside an ordinary 403. */
  private static boolean moderated(JsonNode error) {
    JsonNode metadata = error.path("metadata");
    return metadata.path("reasons").isArray() || metadata.hasNonNull("flagged_input");
  }

  private static String reasons(String message, JsonNode error) {
    List<String> reasons = new ArrayList<>();
    error.path("metadata").path("reasons").forEach(reason -> reasons.add(reason.asText()));
    String words = message == null ? "The prompt was flagged" : message;
    return reasons.isEmpty() ? words : words + " (" + String.join(", ", reasons) + ")";
  }

  /** Whether an invalid prompt may be a schema that cannot be read. */
  private static boolean schema(JsonNode error, boolean schemaSent) {
    String param = text(error, "param");
    return param == null
        ? schemaSent
        : !CONVERSATION.contains(param.toLowerCase(Locale.ROOT).split("[.\\[]", 2)[0]);
  }

  /** Azure tells the real one inside. */
  private static String code(JsonNode error) {
    String code = text(error, "code");
    String inner = text(error.path("innererror"), "code");
    return code == null ? inner : code;
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }
}
