package dev.assay.worker.kind;

import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;

/** Reads one response piece by piece. Holds no more than it was given. */
public interface ResponseReader {
  /** The status line and the headers. */
  void head(int status, HeaderLookup headers);

  /** A piece of the body. */
  void chunk(Buffer piece);

  /** True once the answer is whole, so that a connection that breaks later does no harm. */
  boolean complete();

  /** True once nothing more is to come: whoever waits on waits for the connection only. */
  default boolean ended() {
    return complete();
  }

  /** True once the first token of a streamed answer has come; false for ever when not streamed. */
  boolean tokens();

  /** The text of a streamed answer so far, null when there is none yet. */
  String textSoFar();

  /** What the response says. Called once, when it has ended or {@link #complete} is true. */
  Decoded decode();
}
