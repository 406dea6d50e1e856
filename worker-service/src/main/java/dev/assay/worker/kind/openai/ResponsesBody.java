package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.ResponseFormat;
import dev.assay.worker.kind.parts.ToolChoice;
import dev.assay.worker.kind.parts.ToolSpec;
import io.vertx.core.buffer.Buffer;

/** Writes a request to the responses interface. */
final class ResponsesBody {
  private static final String USE_CHAT = "leave it out, or set the provider's option api to chat";

  private ResponsesBody() {}

  static Buffer of(ModelCall call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", call.request().model());
    body.set("input", ResponsesInput.of(call));
    Params params = Params.of(call);
    for (String name :
        new String[] {"seed", "stop", "frequency_penalty", "presence_penalty", "logit_bias"}) {
      params.refuse(name, USE_CHAT);
    }
    JsonNode most = params.takeFirst("max_output_tokens", "max_tokens", "max_completion_tokens");
    if (most != null) {
      body.set("max_output_tokens", most);
    }
    format(params, body);
    tools(params, body);
    if (params.takeFlag("logprobs")) {
      include(params, body).add("message.output_text.logprobs");
    }
    JsonNode effort = params.take("reasoning_effort");
    if (effort != null) {
      // Beside whatever else is said of reasoning, such as its summary.
      params.move("reasoning", body, "reasoning");
      body.withObject("/reasoning").set("effort", effort);
    }
    params.take("stream");
    if (call.request().stream()) {
      body.put("stream", true);
    }
    params.rest(body);
    // The questions of an evaluation are nobody's to keep.
    body.putIfAbsent("store", BooleanNode.FALSE);
    return Fields.bytes(body);
  }

  private static ArrayNode include(Params params, ObjectNode body) {
    params.move("include", body, "include");
    return body.withArray("include");
  }

  private static void format(Params params, ObjectNode body) {
    ResponseFormat format = ResponseFormat.take(params);
    params.move("text", body, "text");
    switch (format.type()) {
      case TEXT -> {
        // The default.
      }
      case JSON -> text(body).put("type", "json_object");
      case SCHEMA -> {
        ObjectNode schema = text(body).put("type", "json_schema").put("name", format.name());
        if (format.description() != null) {
          schema.put("description", format.description());
        }
        schema.set("schema", format.schema());
        if (format.strict() != null) {
          schema.set("strict", format.strict());
        }
      }
    }
  }

  private static ObjectNode text(ObjectNode body) {
    return body.withObject("/text").putObject("format");
  }

  private static void tools(Params params, ObjectNode body) {
    ArrayNode tools = JsonNodeFactory.instance.arrayNode();
    for (ToolSpec tool : ToolSpec.take(params)) {
      if (!tool.function()) {
        tools.add(tool.raw());
        continue;
      }
      ObjectNode one = tools.addObject().put("type", "function").put("name", tool.name());
      if (tool.description() != null) {
        one.put("description", tool.description());
      }
      if (tool.parameters() != null) {
        one.set("parameters", tool.parameters());
      }
      // Here tools are strict unless they say so, in chat completions the other way round.
      one.set("strict", tool.strict() == null ? BooleanNode.FALSE : tool.strict());
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    ToolChoice choice = ToolChoice.take(params);
    if (choice != null) {
      switch (choice.mode()) {
        case AUTO -> body.put("tool_choice", "auto");
        case NONE -> body.put("tool_choice", "none");
        case REQUIRED -> body.put("tool_choice", "required");
        case NAMED ->
            body.putObject("tool_choice").put("type", "function").put("name", choice.name());
      }
    }
  }
}
