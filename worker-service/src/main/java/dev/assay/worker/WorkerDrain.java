package dev.assay.worker;

import dev.assay.link.broker.BrokerLink;
import dev.assay.worker.intake.CallIntake;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** How a worker leaves. */
final class WorkerDrain {
  private static final Logger LOG = Logger.getLogger(WorkerDrain.class);
  private static final long LOOK_MS = 20;

  /** For replies on their way, and for the last dispositions to reach the broker. */
  private static final long AFTERWARDS_MS = 2_000;

  private final WorkerSettings settings;
  private final BrokerLink link;
  private final Time time;
  private final WorkerBeat beat;
  private final CallIntake intake;
  private boolean ended;

  WorkerDrain(
      WorkerSettings settings, BrokerLink link, Time time, WorkerBeat beat, CallIntake intake) {
    this.settings = settings;
    this.link = link;
    this.time = time;
    this.beat = beat;
    this.intake = intake;
  }

  Uni<Void> leave() {
    return Uni.createFrom()
        .<Void>emitter(done -> time.soon(() -> begin(done)))
        .onItem()
        .transformToUni(x -> link.close())
        .onFailure()
        .recoverWithNull();
  }

  private void begin(UniEmitter<? super Void> done) {
    LOG.infof("worker leaves id=%s held=%d", settings.id(), intake.held());
    beat.leave();
    intake.leave();
    long start = time.nanos();
    long forced = start + settings.drainTimeout().toNanos();
    look(done, forced, forced + TimeUnit.MILLISECONDS.toNanos(AFTERWARDS_MS));
  }

  private void look(UniEmitter<? super Void> done, long forced, long end) {
    long now = time.nanos();
    if (intake.idle() || now >= end) {
      LOG.infof("worker has left id=%s held=%d", settings.id(), intake.held());
      beat.stop();
      goodbye(done);
      return;
    }
    if (now >= forced && !ended) {
      ended = true;
      intake.leaveNow();
    }
    time.after(LOOK_MS, () -> look(done, forced, end));
  }

  private void goodbye(UniEmitter<? super Void> done) {
    if (intake.idle()) {
      time.after(AFTERWARDS_MS, () -> done.complete(null));
      beat.sayGoodbye().subscribe().with(said -> close(done), e -> close(done));
    } else {
      close(done);
    }
  }

  /** The last outcomes are written by the link's own event loop after what it has queued. */
  private void close(UniEmitter<? super Void> done) {
    time.soon(() -> time.after(LOOK_MS * 5, () -> done.complete(null)));
  }
}
