package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest;
import dev.assay.worker.kind.UnusableProviderException;
import java.util.Map;
import java.util.Set;

/**
 * Writes the body of a Converse or ConverseStream request. Parameters under their common names
 * become Converse's own; a field of Converse goes where it belongs; everything else goes to the
 * model as an additional field.
 */
final class ConverseRequest {
  private static final Set<String> FIELDS =
      Set.of(
          "guardrailConfig",
          "performanceConfig",
          "promptVariables",
          "requestMetadata",
          "additionalModelResponseFieldPaths",
          "serviceTier");

  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private final ObjectNode inference = JsonNodeFactory.instance.objectNode();
  private final ObjectNode additional = JsonNodeFactory.instance.objectNode();
  private JsonNode tools;
  private JsonNode toolChoice;

  private ConverseRequest() {}

  /** The body as UTF-8 JSON; the same question gives the same bytes. */
  static byte[] body(ModelRequest request) {
    try {
      return Json.mapper().writeValueAsBytes(new ConverseRequest().write(request));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request in memory cannot fail to be written", e);
    }
  }

  private ObjectNode write(ModelRequest request) {
    ConverseMessages conversation = ConverseMessages.of(request.messages());
    body.set("messages", conversation.messages());
    if (!conversation.system().isEmpty()) {
      body.set("system", conversation.system());
    }
    if (request.params() != null) {
      for (Map.Entry<String, JsonNode> param : request.params().properties()) {
        if (!param.getValue().isNull()) {
          param(param.getKey(), param.getValue());
        }
      }
    }
    if (!inference.isEmpty()) {
      body.set("inferenceConfig", inference);
    }
    tools(conversation.toolUse());
    if (!additional.isEmpty()) {
      body.set("additionalModelRequestFields", additional);
    }
    return body;
  }

  private void param(String name, JsonNode value) {
    switch (name) {
      case "max_tokens", "max_completion_tokens" -> inference.set("maxTokens", value);
      case "temperature" -> inference.set("temperature", value);
      case "top_p" -> inference.set("topP", value);
      case "stop" ->
          inference.set(
              "stopSequences",
              value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value));
      case "tools" -> tools = value;
      case "tool_choice" -> toolChoice = value;
      case "response_format" -> format(value);
      case "additionalModelRequestFields" -> {
        if (value instanceof ObjectNode fields) {
          additional.setAll(fields);
        }
      }
      case "model", "messages", "stream" -> {
        // Said in other ways: in the path, and above.
      }
      default -> (FIELDS.contains(name) ? body : additional).set(name, value);
    }
  }

  /** Structured output; the schema travels as text. What has no counterpart is refused. */
  private void format(JsonNode format) {
    JsonNode schema = format.path("json_schema");
    if ("text".equals(format.path("type").asText())) {
      return;
    }
    if (!schema.path("schema").isObject()) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_REFUSED_REQUEST,
          "Bedrock takes a response_format with a json_schema only.");
    }
    ObjectNode text = body.putObject("outputConfig").putObject("textFormat");
    text.put("type", "json_schema");
    ObjectNode target = text.putObject("structure").putObject("jsonSchema");
    target.put("schema", schema.get("schema").toString());
    copy(schema, "name", target);
    copy(schema, "description", target);
  }

  private void tools(boolean usedBefore) {
    boolean none = toolChoice != null && "none".equals(toolChoice.asText());
    // A conversation in which a tool was called is refused without the tools.
    if (tools == null || tools.isEmpty() || none && !usedBefore) {
      return;
    }
    ObjectNode config = body.putObject("toolConfig");
    ArrayNode specs = config.putArray("tools");
    for (JsonNode tool : tools) {
      JsonNode function = tool.path("function");
      if (!function.isObject()) {
        specs.add(tool);
        continue;
      }
      ObjectNode spec = specs.addObject().putObject("toolSpec");
      copy(function, "name", spec);
      copy(function, "description", spec);
      copy(function, "strict", spec);
      JsonNode parameters = function.path("parameters");
      spec.putObject("inputSchema").set("json", parameters.isObject() ? parameters : emptySchema());
    }
    choice(config);
  }

  private void choice(ObjectNode config) {
    if (toolChoice == null) {
      return;
    }
    String named = toolChoice.path("function").path("name").asText("");
    if (!named.isEmpty()) {
      config.putObject("toolChoice").putObject("tool").put("name", named);
    } else if (toolChoice.isObject()) {
      config.set("toolChoice", toolChoice);
    } else if ("required".equals(toolChoice.asText())) {
      config.putObject("toolChoice").putObject("any");
    } else if ("auto".equals(toolChoice.asText())) {
      config.putObject("toolChoice").putObject("auto");
    }
  }

  private static ObjectNode emptySchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").putObject("properties");
    return schema;
  }

  private static void copy(JsonNode from, String field, ObjectNode to) {
    if (from.hasNonNull(field)) {
      to.set(field, from.get(field));
    }
  }
}
