package dev.assay.run.engine.dispatch;

import dev.assay.run.platform.db.Rhythm;
import dev.assay.run.platform.db.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Rounds that look for work: one at a time, at once when somebody rings after a silence, gathered
 * when rings come thick, and now and then when nobody rings. A ring during a round is not lost:
 * another round follows. A failed round is logged; the next one comes with the next ring. One that
 * takes long is told once, for until it ends nothing is handed out.
 */
public final class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);

  /** A round that takes longer is told. */
  static final Duration LONG = Duration.ofSeconds(30);

  private final String what;
  private final Supplier<Uni<Outcome>> round;
  private final DispatchConfig config;
  private final Vertx vertx;
  private final Rhythm rhythm;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final CompletableFuture<Void> rest = new CompletableFuture<>();
  private volatile boolean stopped;
  private final AtomicReference<Under> under = new AtomicReference<>();

  /** A round that is under way. */
  private record Under(long sinceNanos, boolean told) {}

  /**
   * What came of a round.
   *
   * @param handedOut how much it found to do
   * @param more whether another may find more right away
   */
  public record Outcome(int handedOut, boolean more) {
    /** A round that found nothing. */
    public static final Outcome NOTHING = new Outcome(0, false);
  }

  /**
   * Rounds that have not begun yet.
   *
   * @param what they do, for the log
   * @param round makes one; never runs beside another
   */
  public Rounds(String what, Supplier<Uni<Outcome>> round, DispatchConfig config, Vertx vertx) {
    this.what = what;
    this.round = round;
    this.config = config;
    this.vertx = vertx;
    this.rhythm = new Rhythm(config.linger());
  }

  /** From now on looks for work also when nobody rings. */
  public void start() {
    vertx.setPeriodic(
        config.idle().toMillis(),
        id -> {
          ring();
          tellOfALongOne(System.nanoTime());
        });
  }

  /** Whether there was something to tell. */
  boolean tellOfALongOne(long nowNanos) {
    Under round = under.get();
    boolean news =
        round != null
            && !round.told()
            && nowNanos - round.sinceNanos() > LONG.toNanos()
            && under.compareAndSet(round, new Under(round.sinceNanos(), true));
    if (news) {
      LOG.warnf(
          "round takes long what=%s seconds=%d",
          what, Duration.ofNanos(nowNanos - round.sinceNanos()).toSeconds());
    }
    return news;
  }

  /**
   * Begins no further round.
   *
   * @return completes when none runs any more: what it handed out is written down by then
   */
  public Uni<Void> stop() {
    stopped = true;
    restIfStopped();
    return Uni.createFrom().completionStage(rest);
  }

  private void restIfStopped() {
    // Whoever sets it last finds no round running, and leaves it set: none can begin.
    if (stopped && running.compareAndSet(false, true)) {
      rest.complete(null);
    }
  }

  /** There may be work. Cheap, from any thread. */
  public void ring() {
    if (stopped) {
      return;
    }
    again.set(true);
    if (running.compareAndSet(false, true)) {
      long wait = rhythm.waitMs(System.nanoTime());
      if (wait > 0) {
        // A timer goes on in the context that it was set in.
        vertx.setTimer(wait, id -> Work.apart(vertx, this::begin));
      } else {
        Work.apart(vertx, this::begin);
      }
    }
  }

  private void begin() {
    if (stopped) {
      ended(false);
      return;
    }
    again.set(false);
    long begun = System.nanoTime();
    under.set(new Under(begun, false));
    Uni.createFrom()
        .deferred(round::get)
        .invoke(outcome -> rhythm.begin(begun, outcome.handedOut()))
        .subscribe()
        .with(outcome -> ended(outcome.more()), this::failed);
  }

  private void ended(boolean more) {
    under.set(null);
    running.set(false);
    restIfStopped();
    if (more || again.get()) {
      ring();
    }
  }

  private void failed(Throwable e) {
    LOG.warnf("round failed what=%s error=%s", what, e.toString());
    under.set(null);
    running.set(false);
    restIfStopped();
  }
}
