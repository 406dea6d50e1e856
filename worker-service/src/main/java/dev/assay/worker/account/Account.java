package dev.assay.worker.account;

import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.time.Time;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * This worker's part of one provider account. Calls start first come first served as far as the
 * concurrency and the shares of requests and tokens allow. On the event loop only.
 */
final class Account {
  private static final int DEFAULT_MOST = 100;
  private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final long NO_SHARE_MS = 3_000;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final ProviderRef.Limits NONE = new ProviderRef.Limits(null, null, null);

  private final String workspace;
  private final String provider;
  private final String model;
  private final Time time;
  private final Team team;
  private final BooleanSupplier crowded;
  private final Window window;
  private final Rates rates;
  private final Storm storm = new Storm();
  private final Closures closures = new Closures();
  private final ArrayDeque<Pass> queue = new ArrayDeque<>();
  private ProviderRef.Limits limits;
  private int waiting;
  private int running;
  private int probes;
  private long usedAt;
  private Instant throttledAt;
  private Time.Timer timer;
  private long timerAt;
  private boolean draining;

  /** How an attempt ended, as far as limits are concerned. */
  record End(
      OutcomeClass outcome,
      boolean first,
      long hintNanos,
      boolean oneModel,
      boolean unknown,
      Usage usage,
      Failure failure) {}

  Account(ProviderRef ref, Time time, Team team, BooleanSupplier crowded, long bornNanos) {
    this.workspace = ref.workspace();
    this.provider = ref.name();
    this.model = ref.limitedModel();
    this.time = time;
    this.team = team;
    this.crowded = crowded;
    this.window = new Window(team.workers());
    this.rates = new Rates(bornNanos);
    set(ref.limits());
  }

  /** Takes in the limits as a call brings them. */
  void set(ProviderRef.Limits newLimits) {
    ProviderRef.Limits wanted = newLimits == null ? NONE : newLimits;
    if (wanted != limits && !wanted.equals(limits)) {
      limits = wanted;
      divide();
    }
  }

  /** Takes this worker's part of everything, as many as the workers are now. */
  void divide() {
    int workers = team.workers();
    int rank = team.rank();
    int most = limits.maxConcurrency() == null ? DEFAULT_MOST : limits.maxConcurrency();
    window.divide(workers, (int) Division.part(most, rank, workers));
    rates.divide(limits, rank, workers, time.nanos());
    drain();
  }

  /** Sends back those that have waited long, and starts those that may. */
  void look() {
    if (waiting > 0) {
      long now = time.nanos();
      long pause = storm.left(now);
      boolean all = none() || pause > LONG_NANOS || (pause > SHORT_NANOS && crowded.getAsBoolean());
      for (Pass pass : new ArrayList<>(queue)) {
        if (pass.state == Pass.State.WAITING && (all || now - pass.since > LONG_NANOS)) {
          sendBack(pass, all ? pause : 0);
        }
      }
      drain();
    }
  }

  void request(Pass pass, boolean again) {
    long now = time.nanos();
    usedAt = now;
    pass.since = now;
    pass.estimate = rates.guess(pass.call.request());
    if (waiting == 0 && !draining && blocked(now) == 0) {
      start(pass, now);
      return;
    }
    long wait = Math.max(storm.left(now), rates.span(waiting));
    if (none() || storm.left(now) > LONG_NANOS || (wait > SHORT_NANOS && crowded.getAsBoolean())) {
      sendBack(pass, wait);
      return;
    }
    pass.state = Pass.State.WAITING;
    waiting++;
    // In a storm those that have tried already come last: each attempt is somebody else's.
    if (again && !storm.raging()) {
      queue.addFirst(pass);
    } else {
      queue.addLast(pass);
    }
    drain();
  }

  void withdraw(Pass pass) {
    if (pass.state == Pass.State.WAITING) {
      unqueue(pass);
    }
  }

  void unused(Pass pass) {
    if (pass.state == Pass.State.RUNNING) {
      leave(pass);
      rates.unstart(pass.estimate, time.nanos());
      drain();
    }
  }

  void ended(Pass pass, End end) {
    if (pass.state != Pass.State.RUNNING) {
      return;
    }
    long now = time.nanos();
    usedAt = now;
    boolean throttled = window.ended(end.outcome(), end.first(), end.hintNanos(), running - 1, now);
    if (throttled) {
      throttledAt = time.now();
    }
    leave(pass);
    boolean refused = !end.unknown() && !end.outcome().isAnswer();
    rates.end(pass.estimate, end.usage(), refused, now);
    weather(pass, end, now);
    drain();
  }

  Failure closed(ModelCall call) {
    return closures.find(call.provider(), call.request().model(), time.nanos());
  }

  boolean usedSince(long nanos) {
    return running > 0 || waiting > 0 || usedAt - nanos > 0;
  }

  /**
   * As it stands.
   *
   * @param openBreakers of its models
   */
  AccountLoad load(int openBreakers) {
    long now = time.nanos();
    long paused = Math.max(storm.left(now), closures.left(now));
    return new AccountLoad(
        workspace,
        provider,
        window.size(),
        window.most(),
        running,
        waiting,
        share(limits.rpm()),
        share(limits.tpm()),
        rates.starts(now),
        rates.used(now),
        window.phase(now),
        throttledAt,
        paused == 0 ? null : time.now().plusNanos(paused),
        openBreakers,
        model);
  }

  int running() {
    return running;
  }

  int waiting() {
    return waiting;
  }

  int size() {
    return window.size();
  }

  private Double share(Number limit) {
    Long part = Rates.part(limit, team.rank(), team.workers());
    return part == null ? null : (Double) part.doubleValue();
  }

  /** Nanoseconds until the next may start, 0 for now, the longest when nobody knows. */
  private long blocked(long now) {
    if (running >= window.size()) {
      return Long.MAX_VALUE;
    }
    if (storm.raging()) {
      if (probes > 0) {
        return Long.MAX_VALUE;
      }
      long pause = storm.left(now);
      if (pause > 0) {
        return pause;
      }
    }
    if (!rates.limited()) {
      return 0;
    }
    return team.sure() ? rates.left(now) : LOOK_AGAIN_NANOS;
  }

  private boolean none() {
    return window.most() == 0 || rates.none();
  }

  private void start(Pass pass, long now) {
    pass.state = Pass.State.RUNNING;
    pass.probe = storm.raging();
    running++;
    probes += pass.probe ? 1 : 0;
    window.started(running);
    rates.start(pass.estimate, now);
    pass.answer.go();
  }

  private void leave(Pass pass) {
    pass.state = Pass.State.IDLE;
    running--;
    probes -= pass.probe ? 1 : 0;
  }

  private void weather(Pass pass, End end, long now) {
    switch (end.outcome()) {
      case RATE_LIMITED -> storm.limited(end.hintNanos(), now);
      case OVERLOADED, TRANSIENT, TIMEOUT -> storm.failed(end.hintNanos(), now);
      case QUOTA, AUTH -> {
        ProviderRef ref = pass.call.provider();
        String model = end.oneModel() ? pass.call.request().model() : null;
        closures.close(ref, model, end.failure(), now);
        tellClosed();
      }
      case OK, CONTENT_FILTER, INVALID -> storm.over();
      case CANCELLED -> {
        // Says nothing of the provider.
      }
    }
  }

  /** Those that wait need not wait for a refusal. */
  private void tellClosed() {
    List<Pass> refused =
        queue.stream()
            .filter(p -> p.state == Pass.State.WAITING && closed(p.call) != null)
            .toList();
    refused.forEach(this::unqueue);
    refused.forEach(p -> p.answer.go());
  }

  private void sendBack(Pass pass, long waitNanos) {
    if (pass.state == Pass.State.WAITING) {
      unqueue(pass);
    }
    long least = none() ? NO_SHARE_MS : 100;
    pass.answer.tooLong(Math.max(least, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
  }

  private void unqueue(Pass pass) {
    pass.state = Pass.State.IDLE;
    waiting--;
    queue.remove(pass);
  }

  /** What is started may end at once and come back here: no recursion. */
  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    try {
      while (waiting > 0) {
        long now = time.nanos();
        long blocked = blocked(now);
        if (blocked > 0) {
          wakeIn(blocked, now);
          return;
        }
        Pass next = queue.poll();
        waiting--;
        start(next, now);
      }
    } finally {
      draining = false;
    }
  }

  private void wakeIn(long nanos, long now) {
    if (nanos == Long.MAX_VALUE) {
      // The end of one that runs will tell, or the next look.
      return;
    }
    long at = now + nanos;
    if (timer != null) {
      if (timerAt - at <= 0) {
        return;
      }
      timer.cancel();
    }
    timerAt = at;
    // Rounded up, so that what is due is due when the timer fires.
    timer =
        time.after(
            TimeUnit.NANOSECONDS.toMillis(nanos) + 1,
            () -> {
              timer = null;
              drain();
            });
  }
}
