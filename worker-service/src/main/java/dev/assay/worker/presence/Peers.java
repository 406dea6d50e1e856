package dev.assay.worker.presence;

import dev.assay.common.message.WorkerPresence;
import dev.assay.worker.account.Team;
import dev.assay.worker.admission.Colleagues;
import dev.assay.worker.time.Time;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The other workers, by their signs of life. On the event loop only. */
public final class Peers implements Colleagues, Team {
  private static final long FORGET_NANOS = TimeUnit.MILLISECONDS.toNanos(3_500);

  /** Shorter than the others' patience: what they take of this one's share it has given up. */
  private static final long LEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

  /** Until all others have heard of this one and made room. */
  private static final long LISTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

  private final String self;
  private final Time time;
  private final TreeMap<String, Peer> others = new TreeMap<>();

  private boolean known;
  private long knownSince;
  private long knownUntil;

  private static final class Peer {
    private Map<UUID, Integer> active;
    private long heardAt;
  }

  /** Seen from the worker of this id. */
  public Peers(String self, Time time) {
    this.self = self;
    this.time = time;
  }

  /** Takes in a sign of life; true when it may change what this worker may run. */
  public boolean heard(WorkerPresence presence) {
    if (presence.worker().equals(self)) {
      heardItself();
      return false;
    }
    if (presence.leaving()) {
      return others.remove(presence.worker()) != null;
    }
    Peer peer = others.computeIfAbsent(presence.worker(), id -> new Peer());
    Map<UUID, Integer> active = presence.active() == null ? Map.of() : presence.active();
    boolean changed = !active.equals(peer.active);
    peer.active = active;
    peer.heardAt = time.nanos();
    return changed;
  }

  /** Forgets those not heard of for 3.5 s; true when there were any. */
  public boolean forget() {
    long oldest = time.nanos() - FORGET_NANOS;
    return others.values().removeIf(peer -> peer.heardAt - oldest < 0);
  }

  /** Nobody could be heard for a while: what was known still stands. */
  public void excuse() {
    Iterator<Peer> each = others.values().iterator();
    while (each.hasNext()) {
      each.next().heardAt = time.nanos();
    }
  }

  /** What comes back from the broker has reached the others, too. */
  private void heardItself() {
    long now = time.nanos();
    if (!known || now - knownUntil >= 0) {
      known = true;
      knownSince = now + LISTEN_NANOS;
    }
    knownUntil = now + LEASE_NANOS;
  }

  @Override
  public boolean sure() {
    long now = time.nanos();
    return known && now - knownSince >= 0 && now - knownUntil < 0;
  }

  @Override
  public int workers() {
    return others.size() + 1;
  }

  @Override
  public int rank() {
    return others.headMap(self).size();
  }

  @Override
  public int othersActive(UUID run) {
    int sum = 0;
    for (Peer peer : others.values()) {
      sum += peer.active.getOrDefault(run, 0);
    }
    return sum;
  }
}
