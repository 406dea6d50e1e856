package dev.assay.worker.kind.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.answer.FinishReasons;

/** Reads a response by the pointers of the options. */
final class HttpAnswer {
  private final HttpOptions options;
  private final JsonNode json;

  HttpAnswer(HttpOptions options, JsonNode json) {
    this.options = options;
    this.json = json;
  }

  /** What a response with a good status says. */
  Decoded decode() {
    JsonNode error = found(options.error());
    if (error != null) {
      return new Decoded.Problem(error(error));
    }
    ArrayNode calls = toolCalls();
    JsonNode output = found(options.text());
    if (output == null && calls == null) {
      return new Decoded.Unreadable("the body has nothing at the pointer of the answer's text");
    }
    return new Decoded.Answered(
        new AnswerDraft(
            output, calls, finishReason(), null, null, usage(), model(), requestId(), reasoning()));
  }

  /** The error at its pointer, null when there is none. */
  ProviderError inside() {
    JsonNode error = found(options.error());
    return error == null ? null : error(error);
  }

  /** Why it ended, by the common name where there is one. */
  String finishReason() {
    return FinishReasons.common(text(options.finishReason()));
  }

  String model() {
    return text(options.model());
  }

  String requestId() {
    return text(options.requestId());
  }

  String reasoning() {
    return text(options.reasoning());
  }

  /** The error of a response that is one by its status: where the options say, or where usual. */
  ProviderError error() {
    JsonNode error = found(options.error());
    if (error != null) {
      return error(error);
    }
    JsonNode usual = json.path("error");
    return error(usual.isMissingNode() || usual.isNull() ? json : usual);
  }

  private ProviderError error(JsonNode error) {
    String code = text(options.errorCode());
    if (!error.isObject()) {
      return new ProviderError(null, code, error.isContainerNode() ? null : error.asText());
    }
    String message = field(error, "message");
    return new ProviderError(
        field(error, "type"),
        code != null ? code : field(error, "code"),
        message != null ? message : field(error, "detail"));
  }

  Usage usage() {
    long input = count(options.usage().input());
    long output = count(options.usage().output());
    if (input < 0 || output < 0) {
      return null;
    }
    long cached = Math.max(0, count(options.usage().cached()));
    return new Usage(
        input,
        Math.min(input, cached),
        output,
        Math.max(0, Math.min(output, count(options.usage().reasoning()))));
  }

  /** Calls as {@code {id, name, arguments}}, also of those that stand under {@code function}. */
  ArrayNode toolCalls() {
    JsonNode calls = found(options.toolCalls());
    if (calls == null || !calls.isArray() || calls.isEmpty()) {
      return null;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(calls.size());
    for (JsonNode call : calls) {
      JsonNode function = call.path("function").isObject() ? call.get("function") : call;
      ObjectNode one = all.addObject();
      one.put("id", field(call, "id")).put("name", field(function, "name"));
      one.set("arguments", arguments(function.path("arguments")));
    }
    return all;
  }

  private static JsonNode arguments(JsonNode arguments) {
    if (!arguments.isTextual()) {
      return arguments.isMissingNode() || arguments.isNull()
          ? JsonNodeFactory.instance.objectNode()
          : arguments;
    }
    try {
      JsonNode parsed = Json.foreign().readTree(arguments.asText());
      return parsed.isMissingNode() ? JsonNodeFactory.instance.objectNode() : parsed;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(arguments.asText());
    }
  }

  /** Null when nothing, a null, a false, or something empty stands there as an error. */
  private JsonNode found(JsonPointer pointer) {
    if (pointer == null) {
      return null;
    }
    JsonNode node = json.at(pointer);
    boolean nothing = node.isMissingNode() || node.isNull();
    boolean harmless =
        pointer == options.error()
            && (node.isBoolean() && !node.asBoolean()
                || node.isTextual() && node.asText().isEmpty()
                || node.isContainerNode() && node.isEmpty());
    return nothing || harmless ? null : node;
  }

  private String text(JsonPointer pointer) {
    JsonNode node = found(pointer);
    return node == null || node.isContainerNode() ? null : node.asText();
  }

  private static String field(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }

  /** -1 when it is not a whole number from 0. */
  private long count(JsonPointer pointer) {
    JsonNode node = found(pointer);
    return node != null && node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0
        ? node.asLong()
        : -1;
  }
}
