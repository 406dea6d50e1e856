package dev.assay.worker.kind.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.UnusableProviderException;
import java.util.Locale;

/**
 * How an endpoint is asked and where its answer stands. Checked when the provider is saved; read
 * here without complaint but for what makes a call impossible. Pointers are JSON pointers (RFC
 * 6901) into the response, null when not given.
 *
 * @param method such as POST
 * @param path a template, appended to the base URL; null for nothing
 * @param headers object of strings, null for none
 * @param body a template of any JSON, null for none
 * @param credentialHeader where the credential goes; null for {@code Authorization: Bearer}
 * @param text of the answer
 * @param toolCalls array of calls
 * @param finishReason why the answer ended
 * @param model that answered
 * @param requestId the endpoint's own id
 * @param error what stands here is an error, whatever the status
 * @param errorCode its name
 * @param usage token counts
 * @param reasoning what was thought before
 * @param stream where the pieces of a streamed answer stand, null when it is not streamed
 */
record HttpOptions(
    String method,
    String path,
    JsonNode headers,
    JsonNode body,
    String credentialHeader,
    JsonPointer text,
    JsonPointer toolCalls,
    JsonPointer finishReason,
    JsonPointer model,
    JsonPointer requestId,
    JsonPointer error,
    JsonPointer errorCode,
    UsagePointers usage,
    JsonPointer reasoning,
    StreamPointers stream) {

  /**
   * Where the pieces of a streamed answer stand in each event.
   *
   * @param text the next piece of the text
   * @param done what says that the answer is whole, null when the end of the stream does
   */
  record StreamPointers(JsonPointer text, JsonPointer done) {}

  /** Where token counts stand; each null when not given. */
  record UsagePointers(
      JsonPointer input, JsonPointer output, JsonPointer cached, JsonPointer reasoning) {}

  /**
   * The options of a provider.
   *
   * @throws UnusableProviderException when they do not say where the answer stands
   */
  static HttpOptions of(ProviderRef provider) {
    JsonNode options = provider.options();
    if (options == null || !options.path("text").isTextual()) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_REFUSED_REQUEST,
          "Provider "
              + provider.name()
              + " does not say where the answer stands: set options.text to a JSON pointer.");
    }
    JsonNode usage = options.path("usage");
    return new HttpOptions(
        options.path("method").asText("POST").toUpperCase(Locale.ROOT),
        text(options, "path"),
        options.get("headers"),
        present(options.get("body")),
        text(options, "credential_header"),
        pointer(provider, options, "text"),
        pointer(provider, options, "tool_calls"),
        pointer(provider, options, "finish_reason"),
        pointer(provider, options, "model"),
        pointer(provider, options, "request_id"),
        pointer(provider, options, "error"),
        pointer(provider, options, "error_code"),
        new UsagePointers(
            pointer(provider, usage, "input"),
            pointer(provider, usage, "output"),
            pointer(provider, usage, "cached"),
            pointer(provider, usage, "reasoning")),
        pointer(provider, options, "reasoning"),
        stream(provider, options.path("stream")));
  }

  private static StreamPointers stream(ProviderRef provider, JsonNode stream) {
    JsonPointer text = pointer(provider, stream, "text");
    return text == null ? null : new StreamPointers(text, pointer(provider, stream, "done"));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.get(field).asText() : null;
  }

  private static JsonNode present(JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }

  private static JsonPointer pointer(ProviderRef provider, JsonNode node, String field) {
    String text = text(node, field);
    try {
      return text == null ? null : JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_REFUSED_REQUEST,
          "Provider " + provider.name() + ": options." + field + " is not a JSON pointer.");
    }
  }
}
