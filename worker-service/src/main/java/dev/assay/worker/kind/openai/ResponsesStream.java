package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.StreamForm;

/** A streamed response: its last event carries the whole of it, the others show it coming. */
final class ResponsesStream implements StreamForm {
  private final ResponsesForm form;
  private final StringBuilder text = new StringBuilder();
  private boolean started;
  private JsonNode last;

  ResponsesStream(ResponsesForm form) {
    this.form = form;
  }

  @Override
  public void event(JsonNode event) {
    switch (event.path("type").asText()) {
      case "response.output_text.delta" -> started |= Fields.append(text, event.path("delta"));
      case "response.refusal.delta", "response.function_call_arguments.delta" -> started = true;
      case "response.completed", "response.incomplete", "response.failed" ->
          last = event.path("response");
      default -> {
        // Other events tell what the last one tells again.
      }
    }
  }

  @Override
  public void mark() {
    // Not part of this form; harmless.
  }

  @Override
  public boolean complete() {
    return last != null;
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public String text() {
    return text.isEmpty() ? null : text.toString();
  }

  @Override
  public Decoded decode() {
    if (last == null) {
      return new Decoded.Unreadable("the stream ended before the answer did");
    }
    ProviderError error = form.inside(last);
    return error != null ? new Decoded.Problem(error) : form.whole(last);
  }
}
