package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.ResponseFormat;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Writes a request to generate content; what is no field of its own is generation config. */
final class GeminiBody {
  private static final String[] TOP_LEVEL = {"safetySettings", "cachedContent", "labels"};
  private static final Map<String, String> RENAMED =
      Map.of(
          "top_p", "topP",
          "top_k", "topK",
          "frequency_penalty", "frequencyPenalty",
          "presence_penalty", "presencePenalty",
          "top_logprobs", "logprobs");

  private GeminiBody() {}

  static Buffer of(ModelCall call) {
    Params params = Params.of(call);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    GeminiContents.write(call, body);
    params.take("stream");
    params.refuse("logit_bias", "leave it out");
    params.fixed("parallel_tool_calls", true, "leave it out, the model decides");
    GeminiTools.write(params, body);
    for (String name : TOP_LEVEL) {
      params.move(name, body, name);
    }
    ObjectNode config = config(params);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    return Fields.bytes(body);
  }

  private static ObjectNode config(Params params) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    JsonNode given = params.takeFirst("generationConfig", "generation_config");
    if (given != null && given.isObject()) {
      config.setAll((ObjectNode) given);
    }
    boolean logprobs = params.takeFlag("logprobs");
    JsonNode most = params.takeFirst("max_tokens", "max_completion_tokens");
    if (most != null) {
      config.set("maxOutputTokens", most);
    }
    JsonNode stop = params.take("stop");
    if (stop != null) {
      config.set("stopSequences", stop.isArray() ? stop : config.arrayNode().add(stop));
    }
    RENAMED.forEach((common, own) -> params.move(common, config, own));
    if (logprobs) {
      config.put("responseLogprobs", true);
    }
    format(ResponseFormat.take(params), config);
    params.rest(config);
    return config;
  }

  private static void format(ResponseFormat format, ObjectNode config) {
    switch (format.type()) {
      case TEXT -> {
        // The default.
      }
      case JSON -> config.put("responseMimeType", "application/json");
      case SCHEMA -> {
        config.put("responseMimeType", "application/json");
        config.set(
            GeminiSchema.plain(format.schema()) ? "responseSchema" : "responseJsonSchema",
            format.schema());
      }
    }
  }
}
