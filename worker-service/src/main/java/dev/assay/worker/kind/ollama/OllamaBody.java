package dev.assay.worker.kind.ollama;

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
import java.util.List;

/** Writes a native chat request: most parameters of the model stand under {@code options}. */
final class OllamaBody {
  private static final String[] TOP_LEVEL = {"keep_alive", "think"};

  /** Whether what does not fit into the context is cut off, before the answer and during it. */
  private static final String[] CUTS = {"truncate", "shift"};

  private OllamaBody() {}

  static Buffer of(ModelCall call) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", call.request().model());
    body.set("messages", OllamaMessages.of(call));
    Params params = Params.of(call);
    params.take("stream");
    body.put("stream", call.request().stream());
    params.refuse("logit_bias", "leave it out");
    params.refuse("reasoning_effort", "use think");
    params.fixed("parallel_tool_calls", true, "leave it out, the model decides");
    format(params, body);
    tools(params, body);
    if (params.takeFlag("logprobs")) {
      body.put("logprobs", true);
    }
    params.move("top_logprobs", body, "top_logprobs");
    for (String name : TOP_LEVEL) {
      params.move(name, body, name);
    }
    cuts(params, body, CUTS);
    options(params, body);
    return Fields.bytes(body);
  }

  /**
   * Ollama cuts the beginning off a prompt that is too long, and says nothing: what it answers then
   * is the answer to another question. It is told not to, unless the parameters say so.
   */
  static void cuts(Params params, ObjectNode body, String... names) {
    JsonNode options = params.take("options");
    ObjectNode rest =
        options != null && options.isObject() ? (ObjectNode) options : body.objectNode();
    for (String name : names) {
      JsonNode inside = rest.remove(name);
      JsonNode given = params.take(name);
      JsonNode said = given == null ? inside : given;
      body.set(name, said == null ? BooleanNode.FALSE : said);
    }
    if (!rest.isEmpty()) {
      params.put("options", rest);
    }
  }

  /** What is left goes to the model's options, under Ollama's names. */
  static void options(Params params, ObjectNode body) {
    JsonNode given = params.take("options");
    ObjectNode options = body.objectNode();
    if (given != null && given.isObject()) {
      options.setAll((ObjectNode) given);
    }
    JsonNode most = params.takeFirst("max_tokens", "max_completion_tokens");
    if (most != null) {
      options.set("num_predict", most);
    }
    JsonNode stop = params.take("stop");
    if (stop != null) {
      options.set("stop", stop.isArray() ? stop : body.arrayNode().add(stop));
    }
    params.rest(options);
    if (!options.isEmpty()) {
      body.set("options", options);
    }
  }

  private static void format(Params params, ObjectNode body) {
    ResponseFormat format = ResponseFormat.take(params);
    switch (format.type()) {
      case TEXT -> params.move("format", body, "format");
      case JSON -> body.put("format", "json");
      case SCHEMA -> body.set("format", format.schema());
    }
  }

  private static void tools(Params params, ObjectNode body) {
    List<ToolSpec> tools = ToolSpec.take(params);
    ToolChoice choice = ToolChoice.take(params);
    ToolChoice.Mode mode = choice == null ? ToolChoice.Mode.AUTO : choice.mode();
    switch (mode) {
      case AUTO -> {
        if (!tools.isEmpty()) {
          ArrayNode all = body.putArray("tools");
          tools.forEach(tool -> all.add(tool.raw()));
        }
      }
      case NONE -> {
        // A model that is shown no tool calls none.
      }
      case REQUIRED, NAMED ->
          throw params.cannot("cannot make a model call a tool; set tool_choice to auto or none");
    }
  }
}
