package dev.assay.worker.kind.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;

/** Puts a streamed answer together from its events. */
public interface StreamForm {
  /** The next event, which is no error. */
  void event(JsonNode event);

  /** The mark {@code [DONE]}, where a provider sends it. */
  void mark();

  /** True once the provider has said that the answer is whole. */
  boolean complete();

  /**
   * True once nothing more is to come, not even the usage: who waits on waits for the connection.
   */
  default boolean ended() {
    return complete();
  }

  /** True once the first token has come. */
  boolean started();

  /** The text so far, null when there is none. */
  String text();

  /** What the stream says, once it has ended; unreadable when it ended before the answer did. */
  Decoded decode();
}
