package dev.assay.scoring.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The messages taken and not yet settled, and since when each is being computed. */
@ApplicationScoped
public class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Map<Long, Long> computingSince = new HashMap<>();
  private long next;
  private int taken;

  /** Shows the number of messages as a gauge. */
  public InFlight(MeterRegistry registry) {
    Gauge.builder("assay.scoring.in.flight", this, InFlight::count)
        .description("Messages taken and not yet settled")
        .register(registry);
  }

  /** A message was taken. */
  public void taken() {
    lock.lock();
    try {
      taken++;
    } finally {
      lock.unlock();
    }
  }

  /** A message was settled. */
  public void settled() {
    lock.lock();
    try {
      taken--;
      if (taken == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A worker begins to compute; the ticket names this computation. */
  public long begin() {
    lock.lock();
    try {
      computingSince.put(next, System.nanoTime());
      return next++;
    } finally {
      lock.unlock();
    }
  }

  /** The computation of the ticket is over. */
  public void end(long ticket) {
    lock.lock();
    try {
      computingSince.remove(ticket);
    } finally {
      lock.unlock();
    }
  }

  /** How many messages are taken and not yet settled. */
  public int count() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How long the longest running computation has been going on. */
  public Duration longest() {
    lock.lock();
    try {
      long now = System.nanoTime();
      long longest = computingSince.values().stream().mapToLong(t -> now - t).max().orElse(0);
      return Duration.ofNanos(longest);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing is in flight.
   *
   * @return false when something still was when the time was up
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (taken > 0) {
        if (left <= 0) {
          return false;
        }
        left = idle.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
