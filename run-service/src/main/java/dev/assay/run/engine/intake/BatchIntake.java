package dev.assay.run.engine.intake;

import dev.assay.common.message.Message;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.link.broker.Delivery;
import dev.assay.run.platform.db.Rhythm;
import dev.assay.run.platform.problem.SqlStates;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Gathers messages of one queue into batches and acknowledges them last.
 *
 * <ul>
 *   <li>written: accepted;
 *   <li>unreadable, or not storable: rejected, so it ends in the dead letters, where it becomes an
 *       item's error;
 *   <li>the database is away: kept, and tried again until it is back; nothing new is taken beyond
 *       the credit.
 * </ul>
 *
 * @param <T> the message expected on the queue
 */
final class BatchIntake<T extends Message> {
  private static final Logger LOG = Logger.getLogger(BatchIntake.class);
  // One batch may send its follow-up messages while the next is being written.
  private static final int AT_A_TIME = 2;
  // After so long without a message there is nothing to gather: the end of a run need not wait.
  private static final long GAP_MS = 15;

  private final String name;
  private final Class<T> type;
  private final Vertx vertx;
  private final IntakeConfig config;
  private final Function<List<T>, Uni<Void>> write;
  private final DistributionSummary sizes;
  private final Queue<Taken<T>> waiting = new ArrayDeque<>();
  private final Rhythm rhythm;
  private final CompletableFuture<Void> rest = new CompletableFuture<>();
  private long taken;
  private int writing;
  private boolean lingering;
  private boolean stopped;

  private record Taken<T>(T body, Delivery delivery) {}

  BatchIntake(
      String name,
      Class<T> type,
      Vertx vertx,
      IntakeConfig config,
      MeterRegistry metrics,
      Function<List<T>, Uni<Void>> write) {
    this.name = name;
    this.type = type;
    this.vertx = vertx;
    this.config = config;
    this.write = write;
    this.rhythm = new Rhythm(config.linger());
    this.sizes = metrics.summary("assay.intake.batch", "queue", name);
  }

  /** Takes one delivery. */
  void take(Delivery delivery) {
    T body;
    try {
      body = delivery.envelope().body(type);
    } catch (UnreadableMessageException e) {
      LOG.errorf("unreadable message queue=%s: %s", name, e.getMessage());
      delivery.reject();
      return;
    }
    synchronized (this) {
      waiting.add(new Taken<>(body, delivery));
      taken++;
    }
    pump(false);
  }

  /**
   * Begins to write nothing more; what was not accepted goes back to the broker.
   *
   * @return completes when what was being written is written and accepted, or given up
   */
  Uni<Void> stop() {
    synchronized (this) {
      stopped = true;
      waiting.clear();
      if (writing == 0) {
        rest.complete(null);
      }
    }
    return Uni.createFrom().completionStage(rest);
  }

  private synchronized void ended() {
    writing--;
    if (stopped && writing == 0) {
      rest.complete(null);
    }
  }

  private void pump(boolean lingered) {
    List<Taken<T>> batch;
    synchronized (this) {
      if (lingered) {
        lingering = false;
      }
      if (stopped || waiting.isEmpty() || writing >= AT_A_TIME) {
        return;
      }
      if (!lingered && waiting.size() < config.batch() && gather()) {
        return;
      }
      batch = new ArrayList<>(config.batch());
      while (!waiting.isEmpty() && batch.size() < config.batch()) {
        batch.add(waiting.poll());
      }
      rhythm.begin(System.nanoTime(), batch.size());
      writing++;
    }
    sizes.record(batch.size());
    write(batch);
  }

  /** Whether more are to be waited for; needs the lock. */
  private boolean gather() {
    if (lingering) {
      return true;
    }
    long wait = rhythm.waitMs(System.nanoTime());
    if (wait > 0) {
      lingering = true;
      look(wait);
    }
    return lingering;
  }

  /** Looks again when the next message should have come; needs the lock. */
  private void look(long wait) {
    long seen = taken;
    vertx.setTimer(Math.min(wait, GAP_MS), id -> lookAgain(seen));
  }

  private void lookAgain(long seen) {
    synchronized (this) {
      long wait = taken > seen ? rhythm.waitMs(System.nanoTime()) : 0;
      if (wait > 0 && !stopped && waiting.size() < config.batch()) {
        look(wait);
        return;
      }
    }
    pump(true);
  }

  private void write(List<Taken<T>> batch) {
    write
        .apply(batch.stream().map(Taken::body).toList())
        .subscribe()
        .with(done -> written(batch), e -> again(batch, e));
  }

  private void written(List<Taken<T>> batch) {
    batch.forEach(taken -> taken.delivery().accept());
    ended();
    pump(false);
  }

  private void again(List<Taken<T>> batch, Throwable e) {
    if (ending()) {
      ended();
      return;
    }
    LOG.warnf("batch not written queue=%s size=%d error=%s", name, batch.size(), e.toString());
    if (!SqlStates.isBadData(e)) {
      vertx.setTimer(config.retry().toMillis(), id -> write(batch));
    } else if (batch.size() == 1) {
      batch.get(0).delivery().reject();
      written(List.of());
    } else {
      split(batch);
    }
  }

  private synchronized boolean ending() {
    return stopped;
  }

  /** One message that cannot be stored must not hold up the others: it is found by halves. */
  private void split(List<Taken<T>> batch) {
    int half = batch.size() / 2;
    synchronized (this) {
      writing++;
    }
    write(batch.subList(0, half));
    write(batch.subList(half, batch.size()));
  }
}
