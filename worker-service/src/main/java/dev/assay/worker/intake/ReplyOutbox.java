package dev.assay.worker.intake;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelReply;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Sends replies until the broker has accepted them. What cannot be sent is kept and sent again when
 * the broker is back: the answer has been paid for. On the event loop only.
 */
final class ReplyOutbox {
  private static final long KEEP_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Time time;
  private final Mailbox mailbox;
  private final BiFunction<String, Envelope<?>, Uni<Void>> send;
  private final ArrayDeque<Pending> unsent = new ArrayDeque<>();
  private int underWay;

  private record Pending(
      String address, Envelope<ModelReply> reply, long since, Runnable sent, Runnable givenUp) {}

  ReplyOutbox(Time time, Mailbox mailbox, BiFunction<String, Envelope<?>, Uni<Void>> send) {
    this.time = time;
    this.mailbox = mailbox;
    this.send = send;
  }

  /**
   * Sends a reply.
   *
   * @param sent run when the broker has accepted
   * @param givenUp run when it did not for ten minutes
   */
  void add(String address, ModelReply reply, Runnable sent, Runnable givenUp) {
    transmit(
        new Pending(
            address, Envelope.of(reply.unit().runId(), reply), time.nanos(), sent, givenUp));
  }

  /** How many are not accepted yet. */
  int size() {
    return underWay + unsent.size();
  }

  /** Sends again what could not be sent. */
  void retry() {
    for (int i = unsent.size(); i > 0; i--) {
      transmit(unsent.poll());
    }
  }

  private void transmit(Pending pending) {
    underWay++;
    send.apply(pending.address(), pending.reply())
        .subscribe()
        .with(
            accepted -> mailbox.post(() -> accepted(pending)),
            failure -> mailbox.post(() -> failed(pending)));
  }

  private void accepted(Pending pending) {
    underWay--;
    pending.sent().run();
  }

  private void failed(Pending pending) {
    underWay--;
    if (time.nanos() - pending.since() > KEEP_NANOS) {
      pending.givenUp().run();
    } else {
      unsent.add(pending);
    }
  }
}
