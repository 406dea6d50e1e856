package dev.assay.worker.kind.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;

/** What the events of an endpoint mean by the pointers of its options, or its one body. */
final class HttpForm implements AnswerForm {
  private final HttpOptions options;

  HttpForm(HttpOptions options) {
    this.options = options;
  }

  @Override
  public Decoded whole(JsonNode body) {
    return new HttpAnswer(options, body).decode();
  }

  @Override
  public StreamForm stream() {
    return new HttpStream(options);
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return new HttpAnswer(options, json).inside();
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return new HttpAnswer(options, body).error();
  }
}
