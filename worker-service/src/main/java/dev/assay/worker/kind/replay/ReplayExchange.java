package dev.assay.worker.kind.replay;

import dev.assay.common.part.Answer;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireListener;
import io.vertx.core.buffer.Buffer;

/** Tells a listener of a recorded answer as if it came over the wire now. */
final class ReplayExchange implements Exchange {
  private final Time time;
  private final WireListener listener;
  private Time.Timer timer;
  private boolean over;

  ReplayExchange(Time time, WireListener listener) {
    this.time = time;
    this.listener = listener;
  }

  Exchange start(Answer answer, boolean pace) {
    long end = pace && answer.latencyMs() != null ? answer.latencyMs() : 0;
    boolean streamed = pace && answer.ttftMs() != null && answer.ttftMs() < end;
    long first = streamed ? answer.ttftMs() : end;
    time.soon(
        () -> {
          if (!over) {
            listener.sent();
            after(first, () -> head(streamed, end - first));
          }
        });
    return this;
  }

  @Override
  public void abort() {
    over = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void head(boolean streamed, long rest) {
    listener.head(200, HeaderLookup.NONE);
    if (streamed && !over) {
      listener.chunk(Buffer.buffer());
    }
    after(rest, this::end);
  }

  private void end() {
    over = true;
    listener.end();
  }

  private void after(long ms, Runnable step) {
    if (over) {
      return;
    }
    if (ms <= 0) {
      step.run();
    } else {
      timer = time.after(ms, step);
    }
  }
}
