package dev.assay.run.preview.forecast;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Plays a run through, event by event: calls start when a slot is free and the account's pace lets
 * them, fail and come back after a wait, and end.
 *
 * <p>The account lets calls start at a steady pace of so many a minute. Failed attempts take a
 * share of a call's time and wait with full jitter of 0.5 s times 2^n up to 30 s, as the worker
 * does; the slot is free meanwhile.
 */
final class Simulation {
  /** Beyond so many units a run goes on as it went: the rest is worked out from the pace. */
  static final int MOST_UNITS = 4_000;

  private static final double FAILED_SHARE = 0.3;
  private static final double FIRST_WAIT_MS = 500;
  private static final double LONGEST_WAIT_MS = 30_000;

  private final Scenario scenario;
  private final SplittableRandom random;
  private final double gapMs;
  private final PriorityQueue<Call> running = new PriorityQueue<>();
  private final PriorityQueue<Call> waiting = new PriorityQueue<>();
  private final int units;
  private double now;
  private double nextStart;
  private double limit;
  private int fresh;
  private int cleanInRound;
  private double halfStartedAt;
  private double lastStartedAt;
  private double endedAt;

  private record Call(double at, int attempt, boolean fails) implements Comparable<Call> {
    @Override
    public int compareTo(Call other) {
      return Double.compare(at, other.at);
    }
  }

  private Simulation(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.random = new SplittableRandom(seed);
    this.units = Math.min(scenario.units(), MOST_UNITS);
    this.fresh = units;
    this.gapMs = 60_000 / scenario.startsPerMinute();
    this.limit = Math.max(1, Math.min(scenario.concurrency(), scenario.firstConcurrency()));
  }

  /** Seconds from the first start to the last end. */
  static double seconds(Scenario scenario, long seed) {
    return scenario.units() == 0 ? 0 : new Simulation(scenario, seed).play() / 1_000;
  }

  private double play() {
    startAll();
    while (!running.isEmpty() || !waiting.isEmpty() || fresh > 0) {
      now = nextEvent();
      while (!running.isEmpty() && running.peek().at() <= now) {
        ended(running.poll());
      }
      startAll();
    }
    return endedAt + beyond();
  }

  private double nextEvent() {
    double next = running.isEmpty() ? Double.POSITIVE_INFINITY : running.peek().at();
    if (running.size() < (int) limit) {
      double due = fresh > 0 ? now : waiting.isEmpty() ? next : waiting.peek().at();
      next = Math.min(next, Math.max(due, nextStart));
    }
    return Math.max(now, next);
  }

  private void startAll() {
    while (running.size() < (int) limit && now >= nextStart) {
      int attempt;
      if (!waiting.isEmpty() && waiting.peek().at() <= now) {
        attempt = waiting.poll().attempt();
      } else if (fresh > 0) {
        attempt = 1;
        fresh--;
        if (fresh == units / 2) {
          halfStartedAt = now;
        }
        lastStartedAt = now;
      } else {
        return;
      }
      start(attempt);
    }
  }

  private void start(int attempt) {
    nextStart = Math.max(nextStart, now) + gapMs;
    boolean fails = random.nextDouble() < scenario.retryShare();
    double took = scenario.latency().draw(random) * (fails ? FAILED_SHARE : 1);
    running.add(new Call(now + took, attempt, fails));
  }

  private void ended(Call call) {
    endedAt = call.at();
    if (call.fails()) {
      cleanInRound = 0;
      if (call.attempt() < scenario.maxAttempts()) {
        double most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * Math.pow(2, call.attempt() - 1.0));
        waiting.add(new Call(now + random.nextDouble() * most, call.attempt() + 1, false));
      }
    } else if (++cleanInRound >= limit) {
      cleanInRound = 0;
      limit = Math.min(scenario.concurrency(), limit * 2);
    }
  }

  /** Milliseconds for the units that were not played. */
  private double beyond() {
    int rest = scenario.units() - units;
    if (rest == 0) {
      return 0;
    }
    double between = lastStartedAt - halfStartedAt;
    return between > 0 ? rest * between / (units / 2.0) : rest * endedAt / units;
  }
}
