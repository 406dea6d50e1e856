package dev.assay.worker.kind.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;

/** What native chat answers mean: a whole one is a stream of one line. */
final class OllamaForm implements AnswerForm {
  /** Ollama answers so when its queue is full, and never otherwise. */
  private static final int QUEUE_FULL = 503;

  @Override
  public Decoded whole(JsonNode body) {
    if (!body.path("message").isObject()) {
      return new Decoded.Unreadable("the body has no message");
    }
    OllamaStream one = new OllamaStream();
    one.event(body);
    return one.decode();
  }

  @Override
  public StreamForm stream() {
    return new OllamaStream();
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return Fields.tells(json.path("error")) ? of(null, json) : null;
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return of(status == QUEUE_FULL ? "overloaded" : null, body);
  }

  /** Errors have a text only. */
  static ProviderError of(String type, JsonNode body) {
    JsonNode error = body.path("error");
    return new ProviderError(
        type, null, error.isTextual() ? error.asText() : Fields.text(error.path("message")));
  }
}
