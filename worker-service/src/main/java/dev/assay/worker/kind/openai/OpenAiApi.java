package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.parts.Embeddings;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.reading.AnswerForm;
import io.vertx.core.buffer.Buffer;

/** The interfaces of OpenAI that a call can go through. */
public enum OpenAiApi {
  /** {@code /chat/completions}. */
  CHAT("/chat/completions"),
  /** {@code /responses}. */
  RESPONSES("/responses"),
  /** {@code /embeddings}. */
  EMBEDDINGS("/embeddings");

  private final String path;

  OpenAiApi(String path) {
    this.path = path;
  }

  /** Below the base URL. */
  public String path() {
    return path;
  }

  /** The one for this call, by its operation and the provider's option {@code api}; never fails. */
  public static OpenAiApi of(ModelCall call) {
    if (Embeddings.wanted(call)) {
      return EMBEDDINGS;
    }
    return "responses".equals(option(call)) ? RESPONSES : CHAT;
  }

  /**
   * The body of the request.
   *
   * @param maxTokens how chat completions of this server call the limit of the answer's length
   * @throws dev.assay.worker.kind.UnusableProviderException when the call cannot be put so
   */
  public Buffer body(ModelCall call, String maxTokens) {
    String option = option(call);
    if (option != null && !option.equals("chat") && !option.equals("responses")) {
      throw Params.cannot(
          call.provider(), "has no such api; set the option api to chat or responses");
    }
    return switch (this) {
      case CHAT -> ChatBody.of(call, maxTokens);
      case RESPONSES -> ResponsesBody.of(call);
      case EMBEDDINGS -> EmbeddingsForm.body(call);
    };
  }

  /** What the response to this call means. */
  public AnswerForm form(ModelCall call) {
    return switch (this) {
      case CHAT -> new ChatForm(ChatBody.streamUsage(call), schemaSent(call));
      case RESPONSES -> new ResponsesForm(schemaSent(call));
      case EMBEDDINGS -> new EmbeddingsForm(call.request().messages().size());
    };
  }

  private static boolean schemaSent(ModelCall call) {
    JsonNode params = call.request().params();
    return params != null
        && (params.hasNonNull("tools")
            || params.hasNonNull("functions")
            || params.hasNonNull("text")
            || params.path("response_format").path("type").asText().equals("json_schema"));
  }

  private static String option(ModelCall call) {
    return Fields.option(call.provider().options(), "api");
  }
}
