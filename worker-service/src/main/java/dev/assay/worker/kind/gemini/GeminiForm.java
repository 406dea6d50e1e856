package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;

/** What generated content means: a whole answer is a stream of one event. */
final class GeminiForm implements AnswerForm {
  @Override
  public Decoded whole(JsonNode body) {
    GeminiStream one = new GeminiStream();
    one.event(body);
    return one.decode();
  }

  @Override
  public StreamForm stream() {
    return new GeminiStream();
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return GeminiErrors.inside(json);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return GeminiErrors.of(body);
  }
}
