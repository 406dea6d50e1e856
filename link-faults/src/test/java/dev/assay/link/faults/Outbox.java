package dev.assay.link.faults;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does with a wire what run-service does: sends each message until it is reported as accepted,
 * again some time after it was reported as not sent, and counts all that happens.
 */
final class Outbox implements AutoCloseable {
  private static final long AGAIN_MS = 200;

  private final Wire wire;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<UUID, Boolean> accepted = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> delivered = new ConcurrentHashMap<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger notSent = new AtomicInteger();
  private final AtomicInteger settled = new AtomicInteger();
  private volatile boolean flowing;
  private boolean failing;
  private long failingSince;
  private long failedLast;

  Outbox(Wire wire) {
    this.wire = wire;
  }

  /** So many messages at once. */
  void offer(int messages) {
    for (int i = 0; i < messages; i++) {
      UUID key = Ids.next();
      accepted.put(key, false);
      attempt(key);
    }
  }

  /** A stream of messages, so many under way at a time, until told to stop. */
  void flow(int underWay) {
    flowing = true;
    offer(underWay);
  }

  void stopFlow() {
    flowing = false;
  }

  /** Whether every message was reported as accepted. */
  boolean allAccepted() {
    return accepted.values().stream().allMatch(done -> done);
  }

  /** Whether everything reported as accepted was delivered. */
  boolean allDelivered() {
    return accepted.entrySet().stream()
        .allMatch(each -> !each.getValue() || delivered.containsKey(each.getKey()));
  }

  /** Attempts not yet answered. */
  int open() {
    return attempts.get() - answers.get();
  }

  int delivered() {
    return delivered.size();
  }

  int notSent() {
    return notSent.get();
  }

  /** Time from the first to the last report of not sent, since the last report of accepted. */
  synchronized Duration failingFor() {
    return failing ? Duration.ofNanos(failedLast - failingSince) : Duration.ZERO;
  }

  private synchronized void reported(boolean sent) {
    long now = System.nanoTime();
    if (!sent && !failing) {
      failingSince = now;
    }
    failing = !sent;
    failedLast = now;
  }

  /** The receiver's side: counts a delivery and accepts it. */
  void take(Wire.Taken taken) {
    delivered.merge(taken.key(), 1, Integer::sum);
    taken.accept().run();
    settled.incrementAndGet();
  }

  Counts counts() {
    return new Counts(
        accepted.size(),
        (int) accepted.values().stream().filter(done -> done).count(),
        notSent.get(),
        open(),
        settled.get(),
        (int) delivered.values().stream().filter(times -> times > 1).count(),
        (int)
            accepted.entrySet().stream()
                .filter(each -> each.getValue() && !delivered.containsKey(each.getKey()))
                .count());
  }

  private void attempt(UUID key) {
    attempts.incrementAndGet();
    wire.send(message(key))
        .subscribe()
        .with(
            done -> {
              answers.incrementAndGet();
              accepted.put(key, true);
              reported(true);
              if (flowing) {
                offer(1);
              }
            },
            e -> {
              answers.incrementAndGet();
              notSent.incrementAndGet();
              reported(false);
              if (!timer.isShutdown()) {
                var again = timer.schedule(() -> attempt(key), AGAIN_MS, TimeUnit.MILLISECONDS);
                assert again != null;
              }
            });
  }

  private static Envelope<RunCancelled> message(UUID key) {
    return Envelope.of(
        key, new RunCancelled(Collections.nCopies(10, new RunCancelled.Run(key, 1))));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
