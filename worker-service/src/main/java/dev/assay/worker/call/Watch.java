package dev.assay.worker.call;

import dev.assay.common.part.CallPolicy;
import dev.assay.worker.time.Time;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches the times of one attempt: connect, first byte, idle between bytes, the attempt as a
 * whole, the unit's deadline. One timer, set anew only when it fires or when something is due
 * earlier.
 */
final class Watch {
  /** Which time ran out. */
  enum Limit {
    PREPARE("what the request is made of did not come in time"),
    CONNECT("the connection did not stand in time"),
    FIRST_BYTE("the answer did not begin in time"),
    IDLE("the answer stopped coming"),
    ATTEMPT("the attempt took too long as a whole"),
    DEADLINE("the unit's deadline passed");

    private final String sentence;

    Limit(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private final Time time;
  private final CallPolicy policy;
  private final Consumer<Limit> expired;
  private final long attemptAt;
  private final long deadlineAt;
  private Limit phase = Limit.CONNECT;
  private long phaseAt;
  private Time.Timer timer;
  private long timerAt;
  private boolean stopped;

  /**
   * Starts watching; the connection is being made.
   *
   * @param deadlineMs until the unit's deadline, {@link Long#MAX_VALUE} for none
   */
  Watch(Time time, CallPolicy policy, long deadlineMs, Consumer<Limit> expired) {
    this.time = time;
    this.policy = policy;
    this.expired = expired;
    long now = time.nanos();
    this.attemptAt = now + nanos(policy.attemptTimeoutMs());
    this.deadlineAt = deadlineMs == Long.MAX_VALUE ? Long.MAX_VALUE : now + nanos(deadlineMs);
    this.phaseAt = now + nanos(policy.connectTimeoutMs());
    arm(now);
  }

  /** What the request is made of is being fetched, for which whoever fetches it has a limit. */
  void preparing() {
    phase = Limit.PREPARE;
    phaseAt = Long.MAX_VALUE;
  }

  /** The connection is being made. */
  void connecting() {
    enter(Limit.CONNECT, policy.connectTimeoutMs());
  }

  /** The request goes out. */
  void sent() {
    enter(Limit.FIRST_BYTE, policy.firstByteTimeoutMs());
  }

  /** Something of an answer that has begun has come. */
  void progress() {
    enter(Limit.IDLE, policy.idleTimeoutMs());
  }

  /** Stops watching. */
  void stop() {
    stopped = true;
    timer.cancel();
  }

  private void enter(Limit newPhase, long millis) {
    long now = time.nanos();
    phase = newPhase;
    phaseAt = now + nanos(millis);
    if (!stopped && due() < timerAt) {
      timer.cancel();
      arm(now);
    }
  }

  private long due() {
    return Math.min(Math.min(attemptAt, deadlineAt), phaseAt);
  }

  private void arm(long now) {
    timerAt = due();
    // Rounded up, so that what is due is due when the timer fires.
    long ms = TimeUnit.NANOSECONDS.toMillis(Math.max(0, timerAt - now)) + 1;
    timer = time.after(ms, this::fire);
  }

  private void fire() {
    if (stopped) {
      return;
    }
    long now = time.nanos();
    if (now < due()) {
      arm(now);
      return;
    }
    stopped = true;
    if (now >= deadlineAt) {
      expired.accept(Limit.DEADLINE);
    } else if (now >= attemptAt) {
      expired.accept(Limit.ATTEMPT);
    } else {
      expired.accept(phase);
    }
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(Math.max(1, Math.min(millis, 1_000_000_000L)));
  }
}
