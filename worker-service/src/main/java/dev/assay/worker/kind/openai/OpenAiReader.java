package dev.assay.worker.kind.openai;

import dev.assay.worker.kind.reading.FormReader;

/** Reads chat completions of either form: an event stream, or one JSON body, errors included. */
public final class OpenAiReader extends FormReader {
  /** Of one response. */
  public OpenAiReader() {
    super(new ChatForm(false, false));
  }
}
