package dev.assay.run.engine.losses;

import dev.assay.common.message.WorkerPresence;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.common.part.HeldCalls;
import dev.assay.common.part.UnitRef;
import dev.assay.run.platform.broker.WorkerFeed;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which calls each worker has, by its own word. It says so before it makes them, and again every
 * second; so what a worker had that is not heard of any more is known here. Every replica hears all
 * of them.
 */
@ApplicationScoped
public class WorkerCalls {
  private static final int MOST_REMEMBERED = 10_000;

  private final WorkerFeed feed;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Seen> workers = new ConcurrentHashMap<>();
  private final Set<String> lostOnce = ConcurrentHashMap.newKeySet();

  /** What is known of a worker; written by the link's event loop only, but for the expected. */
  private static final class Seen {
    private volatile long heardAt;
    private volatile boolean gone;
    private volatile boolean heard;
    // Whether its calls are all that it has: not before its first sign of life.
    private volatile boolean whole;
    private volatile Map<UnitRef, Taken> calls = new ConcurrentHashMap<>();
    private volatile Set<UUID> unclear = Set.of();
  }

  /**
   * A call that a worker has.
   *
   * @param handOut of the unit
   * @param at by the worker's clock, before it was made
   */
  public record Taken(int handOut, Instant at) {}

  /**
   * A worker that is not heard of any more.
   *
   * @param heard whether it was, since this replica listens without a break
   * @param calls that it had by its last word
   * @param unclear runs of which it had calls that are not told one by one
   */
  public record Silent(
      String worker, boolean heard, Map<UnitRef, Taken> calls, Set<UUID> unclear) {}

  public WorkerCalls(WorkerFeed feed) {
    this.feed = feed;
  }

  void start(@Observes StartupEvent event) {
    feed.onPresence(this::heard);
    feed.onTaking(this::heard);
  }

  /** Takes in what a worker says of itself. */
  public void heard(WorkerPresence presence) {
    Seen seen = seen(presence.worker());
    Set<UUID> unclear = new HashSet<>();
    if (presence.held() == null) {
      // A worker of before does not say what it has.
      unclear.addAll(presence.active() == null ? Set.of() : presence.active().keySet());
    } else {
      Map<UnitRef, Taken> before = seen.calls;
      Map<UnitRef, Taken> calls = new ConcurrentHashMap<>();
      presence.held().forEach(held -> add(calls, unclear, held, before, clock.instant()));
      seen.calls = calls;
    }
    seen.whole = presence.held() != null;
    seen.unclear = unclear;
    // One that still has calls when it is not heard of any more did not get to its goodbye.
    seen.gone = presence.leaving() && (presence.held() == null || presence.held().isEmpty());
  }

  void heard(CallsTaken taken) {
    Seen seen = seen(taken.worker());
    Set<UUID> unclear = new HashSet<>(seen.unclear);
    taken.calls().forEach(held -> add(seen.calls, unclear, held, Map.of(), taken.at()));
    seen.unclear = unclear;
    seen.gone = false;
  }

  private Seen seen(String worker) {
    Seen seen = workers.computeIfAbsent(worker, id -> new Seen());
    seen.heardAt = System.nanoTime();
    seen.heard = true;
    return seen;
  }

  private static void add(
      Map<UnitRef, Taken> calls,
      Set<UUID> unclear,
      HeldCalls held,
      Map<UnitRef, Taken> before,
      Instant now) {
    if (held.judgements() > 0) {
      unclear.add(held.runId());
    }
    for (int i = 0; i < held.units().size(); i++) {
      UnitRef unit = new UnitRef(held.runId(), held.units().get(i), held.generation());
      int handOut = held.handOuts().get(i);
      Taken known = before.get(unit);
      calls.put(
          unit, known != null && known.handOut() == handOut ? known : new Taken(handOut, now));
    }
  }

  /**
   * Another worker that has a call, by its last word.
   *
   * @param handOut which one, null when that is not known
   * @param worker who has made it
   * @return null when there is none
   */
  public String other(UnitRef unit, Integer handOut, String worker) {
    if (handOut == null) {
      return null;
    }
    for (Map.Entry<String, Seen> one : workers.entrySet()) {
      Taken taken = one.getValue().calls.get(unit);
      if (taken != null && taken.handOut() == handOut && !one.getKey().equals(worker)) {
        return one.getKey();
      }
    }
    return null;
  }

  /** Whether a worker was taken for lost. */
  public boolean wasLost(String worker) {
    return lostOnce.contains(worker);
  }

  /** From now on all is heard that is told; before that something may have been missed. */
  public void listening() {
    workers
        .values()
        .forEach(
            seen -> {
              seen.heard = false;
              seen.whole = false;
            });
    long now = System.nanoTime();
    workers.values().forEach(seen -> seen.heardAt = Math.max(seen.heardAt, now));
  }

  /** Waits for workers that were there before. */
  public void expect(Collection<String> ids) {
    for (String id : ids) {
      Seen seen = new Seen();
      seen.heardAt = System.nanoTime();
      workers.putIfAbsent(id, seen);
    }
  }

  /** Those that are there, by their last word. */
  public List<String> present() {
    return ids(false);
  }

  /** Those that said goodbye. */
  public List<String> gone() {
    return ids(true);
  }

  private List<String> ids(boolean gone) {
    return workers.entrySet().stream()
        .filter(one -> one.getValue().gone == gone)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those of whose calls all are known, also those that said goodbye. */
  public List<String> whole() {
    return workers.entrySet().stream()
        .filter(one -> one.getValue().whole)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a worker of whose calls all are known has this one no more. */
  public boolean reported(String worker, UnitRef unit) {
    Seen seen = workers.get(worker);
    return seen != null && seen.whole && !seen.calls.containsKey(unit);
  }

  /** Those that have said nothing for so long, and no goodbye either. */
  public List<Silent> silent(Duration patience) {
    long oldest = System.nanoTime() - patience.toNanos();
    List<Silent> silent = new ArrayList<>();
    workers.forEach(
        (worker, seen) -> {
          if (!seen.gone && seen.heardAt - oldest < 0) {
            silent.add(new Silent(worker, seen.heard, Map.copyOf(seen.calls), seen.unclear));
          }
        });
    return silent;
  }

  /** Forgets a worker whose calls are booked, or who said goodbye. */
  public void forget(Silent lost) {
    if (lostOnce.size() > MOST_REMEMBERED) {
      lostOnce.clear();
    }
    lostOnce.add(lost.worker());
    workers.remove(lost.worker());
  }

  /** Forgets one that said goodbye. */
  public void forget(String gone) {
    workers.computeIfPresent(gone, (id, seen) -> seen.gone ? null : seen);
  }
}
