package dev.assay.run.library.providers.accounts;

import dev.assay.common.part.AccountLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One account as workers tell of it. Guarded by itself. */
final class AccountState {
  private static final int POINTS = 300;
  private static final Duration SILENT = Duration.ofMillis(3_500);

  private final Map<Who, Heard> workers = new TreeMap<>();
  private final ArrayDeque<AccountLimits.Point> history = new ArrayDeque<>();
  private Instant lastHeard = Instant.EPOCH;
  private Condition condition = Condition.WELL;

  private record Heard(AccountLoad load, Instant at) {}

  /**
   * Who tells of it.
   *
   * @param model with limits of its own, empty for all others
   */
  private record Who(String worker, String model) implements Comparable<Who> {
    @Override
    public int compareTo(Who other) {
      int byWorker = worker.compareTo(other.worker);
      return byWorker != 0 ? byWorker : model.compareTo(other.model);
    }
  }

  synchronized void heard(String worker, AccountLoad load, Instant now) {
    Who who = new Who(worker, load.model() == null ? "" : load.model());
    workers.put(who, new Heard(load, now));
    lastHeard = now;
  }

  synchronized void gone(String worker) {
    workers.keySet().removeIf(who -> who.worker().equals(worker));
  }

  /**
   * Takes down how it stands; false when nobody has told of it for so long that it is forgotten.
   */
  synchronized boolean sample(Instant now, Duration keep) {
    AccountLimits.Now sum = now(now);
    if (sum != null) {
      history.add(
          new AccountLimits.Point(
              now,
              sum.concurrency(),
              sum.running(),
              sum.waiting(),
              sum.startedLastMinute(),
              sum.tokensLastMinute(),
              sum.phase()));
    }
    Instant oldest = now.minus(keep);
    while (!history.isEmpty()
        && (history.size() > POINTS || history.peekFirst().at().isBefore(oldest))) {
      history.removeFirst();
    }
    return !lastHeard.isBefore(oldest);
  }

  synchronized AccountLimits.Now now(Instant now) {
    forget(now);
    return Sums.of(workers.values().stream().map(Heard::load).toList());
  }

  /** Of one model that is limited apart, or of all others; null when no worker tells of it. */
  synchronized AccountLimits.Now now(Instant now, String model) {
    forget(now);
    String apart = model == null ? "" : model;
    return Sums.of(
        workers.entrySet().stream()
            .filter(one -> one.getKey().model().equals(apart))
            .map(one -> one.getValue().load())
            .toList());
  }

  private void forget(Instant now) {
    workers.values().removeIf(heard -> heard.at().isBefore(now.minus(SILENT)));
  }

  /** The condition when it is another one than last time. */
  synchronized Optional<Condition> turned(Condition now) {
    boolean same = now == condition;
    condition = now;
    return same ? Optional.empty() : Optional.of(now);
  }

  synchronized List<AccountLimits.Part> parts() {
    List<AccountLimits.Part> parts = new ArrayList<>();
    workers.forEach((who, heard) -> parts.add(Sums.part(who.worker(), heard.load())));
    return parts;
  }

  synchronized List<AccountLimits.Point> history() {
    return List.copyOf(history);
  }
}
