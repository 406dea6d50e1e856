package dev.assay.worker.kind.replay;

import dev.assay.common.part.Answer;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** Gives a recorded answer; a piece of a body is the mark of its first token. */
final class ReplayReader implements ResponseReader {
  private final Supplier<Answer> recorded;
  private boolean tokens;

  ReplayReader(Supplier<Answer> recorded) {
    this.recorded = recorded;
  }

  @Override
  public void head(int status, HeaderLookup headers) {
    // There is nothing in it.
  }

  @Override
  public void chunk(Buffer piece) {
    tokens = true;
  }

  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public boolean tokens() {
    return tokens;
  }

  @Override
  public String textSoFar() {
    return null;
  }

  @Override
  public Decoded decode() {
    Answer answer = recorded.get();
    return new Decoded.Answered(
        new AnswerDraft(
            answer.output(),
            answer.toolCalls(),
            answer.finishReason(),
            answer.refusal(),
            answer.logprobs(),
            answer.usage(),
            answer.model(),
            answer.requestId(),
            answer.reasoning()));
  }
}
