package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.parts.Embeddings;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.ResponseFormat;
import dev.assay.worker.kind.parts.ToolSpec;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes a messages request. */
final class AnthropicBody {
  /** The wire form demands a limit; this one holds with every model still served. */
  private static final IntNode DEFAULT_MAX_TOKENS = IntNode.valueOf(4096);

  private AnthropicBody() {}

  static Buffer of(ModelCall call) {
    if (Embeddings.wanted(call)) {
      throw Params.cannot(
          call.provider(), "makes no embeddings; use a provider of kind openai, gemini or ollama");
    }
    AnswerTool.check(call);
    Params params = Params.of(call);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Vertex vertex = Vertex.of(call.provider());
    if (vertex == null) {
      body.put("model", call.request().model());
    } else {
      body.put("anthropic_version", vertex.version());
    }
    body.set("max_tokens", maxTokens(call, params));
    AnthropicMessages.write(call, body);
    params.refuse("seed", "leave it out, answers differ from call to call");
    params.refuse("logprobs", "leave it out, or use a provider of another kind");
    params.refuse("top_logprobs", "leave it out, or use a provider of another kind");
    for (String name : new String[] {"frequency_penalty", "presence_penalty", "logit_bias"}) {
      params.refuse(name, "leave it out");
    }
    JsonNode stop = params.takeFirst("stop_sequences", "stop");
    if (stop != null) {
      body.set("stop_sequences", stop.isArray() ? stop : body.arrayNode().add(stop));
    }
    format(call, params, body);
    params.take("stream");
    if (call.request().stream()) {
      body.put("stream", true);
    }
    params.rest(body);
    return Fields.bytes(body);
  }

  private static JsonNode maxTokens(ModelCall call, Params params) {
    JsonNode most = params.takeFirst("max_tokens", "max_completion_tokens");
    if (most != null) {
      return most;
    }
    JsonNode options = call.provider().options();
    return options != null && options.path("max_tokens").canConvertToInt()
        ? options.get("max_tokens")
        : DEFAULT_MAX_TOKENS;
  }

  private static void format(ModelCall call, Params params, ObjectNode body) {
    ResponseFormat format = ResponseFormat.take(params);
    List<ToolSpec> tools = ToolSpec.take(params);
    String answerTool = AnswerTool.of(call);
    if (answerTool == null) {
      outputConfig(format, params, body);
      AnthropicTools.write(tools, params, body);
      return;
    }
    if (!tools.isEmpty()) {
      throw params.cannot(
          "cannot have tools and response_format in one call; leave one of them out, or set the"
              + " option structured_output to native");
    }
    params.refuse("tool_choice", "it is taken by response_format; leave one of them out");
    ObjectNode tool = body.putArray("tools").addObject();
    tool.put("name", answerTool);
    tool.put(
        "description", format.description() == null ? "Gives the answer." : format.description());
    if (format.schema() == null) {
      tool.putObject("input_schema").put("type", "object");
    } else {
      tool.set("input_schema", format.schema());
    }
    body.putObject("tool_choice").put("type", "tool").put("name", answerTool);
  }

  private static void outputConfig(ResponseFormat format, Params params, ObjectNode body) {
    switch (format.type()) {
      case TEXT -> {
        // The default.
      }
      case JSON ->
          throw params.cannot(
              "needs a schema for JSON; use response_format json_schema, or set the option"
                  + " structured_output to tool");
      case SCHEMA -> {
        params.move("output_config", body, "output_config");
        body.withObject("/output_config")
            .putObject("format")
            .put("type", "json_schema")
            .set("schema", format.schema());
      }
    }
  }

  /** Text as a block. */
  static ObjectNode textBlock(ArrayNode blocks, String text) {
    return blocks.addObject().put("type", "text").put("text", text);
  }
}
