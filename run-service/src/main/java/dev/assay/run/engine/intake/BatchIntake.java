package dev.assay.run.engine.intake;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.link.broker.Delivery;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.problem.SqlStates;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Gathers messages of one queue into batches of one run each and acknowledges them last. A run that
 * is slow, or cannot be written, holds up no other.
 *
 * <ul>
 *   <li>written: accepted;
 *   <li>unreadable, or not storable ({@link NotStorableException}): rejected, so it ends in the
 *       dead letters, where it becomes an item's error; the others of its batch are found innocent
 *       by halves;
 *   <li>the database is away or busy: kept, and tried again until it is back; nothing new is taken
 *       beyond the credit;
 *   <li>the run's own doing, such as a verdict that cannot be computed or takes the database too
 *       long with a single message: tried again some times, then given back to the broker, which
 *       delivers later, and takes no place here meanwhile; each such time is noted, so that a run
 *       that can never end is ended ({@link RunTroubles}).
 * </ul>
 *
 * <p>What waits of a run of which nothing can be written for a while is set aside beyond a share of
 * the credit, so that the broker delivers what comes behind it; and its place is given to others,
 * as far as there are twice as many.
 *
 * @param <T> the message expected on the queue
 */
final class BatchIntake<T extends Message> {
  private static final Logger LOG = Logger.getLogger(BatchIntake.class);
  // After so long without a message there is nothing to gather: the end of a run need not wait.
  private static final long GAP_MS = 15;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  // A run whose messages fail so often in a row, and not for want of a database, gives them back.
  private static final int TRIES = 5;
  // One of which nothing was written for so long keeps this part of the credit.
  private static final Duration STUCK = Duration.ofSeconds(2);
  private static final int SHARE = 4;

  private final String name;
  private final Class<T> type;
  private final Content<T> content;
  private final Vertx vertx;
  private final IntakeConfig config;
  private final Function<List<T>, Uni<Void>> write;
  private final RunTroubles troubles;
  private final DistributionSummary sizes;
  private final Map<UUID, RunQueue<T>> queues = new LinkedHashMap<>();
  private final CompletableFuture<Void> rest = new CompletableFuture<>();
  private final Set<RunQueue<T>> late = new HashSet<>();
  private int writing;
  private boolean stopped;

  /** What is to be known of a message before it is written; fails when it says nothing usable. */
  interface Content<T> {
    UUID run(T body);

    int units(T body);

    /**
     * Takes what is no such message and comes on the queue all the same.
     *
     * @return whether it did, and settles the delivery
     */
    default boolean other(Message body, Delivery delivery) {
      return false;
    }
  }

  private record Batch<T>(UUID run, RunQueue<T> queue, List<Taken<T>> messages) {}

  BatchIntake(
      String name,
      Class<T> type,
      Content<T> content,
      Vertx vertx,
      IntakeConfig config,
      MeterRegistry metrics,
      RunTroubles troubles,
      Function<List<T>, Uni<Void>> write) {
    this.name = name;
    this.type = type;
    this.content = content;
    this.vertx = vertx;
    this.config = config;
    this.troubles = troubles;
    this.write = write;
    this.sizes = metrics.summary("assay.intake.batch", "queue", name);
  }

  /** Takes one delivery. */
  void take(Delivery delivery) {
    Taken<T> message;
    try {
      Envelope<? extends Message> envelope = delivery.envelope();
      if (content.other(envelope.body(), delivery)) {
        return;
      }
      T body = envelope.body(type);
      message = new Taken<>(body, delivery, content.run(body), Math.max(1, content.units(body)));
    } catch (RuntimeException e) {
      LOG.errorf("unreadable message queue=%s: %s", name, e.toString());
      delivery.reject();
      return;
    }
    RunQueue<T> queue;
    synchronized (this) {
      queue = queues.computeIfAbsent(message.run(), run -> new RunQueue<>(config.linger()));
      queue.add(message);
    }
    setAside(queue);
    pump();
  }

  /**
   * Begins to write nothing more; what was not accepted goes back to the broker.
   *
   * @return completes when what was being written is written and accepted, or given up
   */
  Uni<Void> stop() {
    synchronized (this) {
      stopped = true;
      queues.clear();
      if (writing == 0) {
        rest.complete(null);
      }
    }
    return Uni.createFrom().completionStage(rest);
  }

  /** Begins to write whatever may be written now. */
  private void pump() {
    List<Batch<T>> batches = new ArrayList<>();
    synchronized (this) {
      for (Map.Entry<UUID, RunQueue<T>> entry : List.copyOf(queues.entrySet())) {
        RunQueue<T> queue = entry.getValue();
        if (queue.idle() && !queue.empty() && !gathering(entry.getKey(), queue)) {
          begin(entry.getKey(), queue, batches);
        }
      }
    }
    batches.forEach(this::write);
  }

  /** Begins a batch of a run if a place is free; needs the lock. */
  private void begin(UUID run, RunQueue<T> queue, List<Batch<T>> batches) {
    if (stopped || !place() || queue.empty()) {
      return;
    }
    List<Taken<T>> messages =
        queue.begin(config.batch(), config.batchBytes().asLongValue(), System.nanoTime());
    writing++;
    vertx.setTimer(STUCK.toMillis(), id -> giveWay(queue));
    // The next place goes to a run that has waited longer.
    queues.remove(run);
    queues.put(run, queue);
    batches.add(new Batch<>(run, queue, messages));
  }

  /** Whether there is a place to write; needs the lock. */
  private boolean place() {
    return writing - late.size() < config.atATime() && writing < 2 * config.atATime();
  }

  /** Lets others come by a run of which a batch has been written for long. */
  private void giveWay(RunQueue<T> queue) {
    setAside(queue);
    synchronized (this) {
      if (queue.writing() && queue.stuck(System.nanoTime(), STUCK)) {
        late.add(queue);
      }
    }
    pump();
  }

  /** Lets others be delivered beside a run that is stuck. */
  private void setAside(RunQueue<T> queue) {
    List<Taken<T>> surplus;
    synchronized (this) {
      surplus =
          stopped || !queue.stuck(System.nanoTime(), STUCK)
              ? List.of()
              : queue.surplus(
                  Math.max(1, config.credit() / SHARE), config.creditBytes().asLongValue() / SHARE);
    }
    surplus.forEach(Taken::setAside);
  }

  /** Whether more of the run are to be waited for; needs the lock. */
  private boolean gathering(UUID run, RunQueue<T> queue) {
    if (stopped || queue.full(config.batch())) {
      return false;
    }
    long wait = queue.waitMs(System.nanoTime());
    if (wait > 0) {
      queue.linger();
      look(run, queue, wait);
    }
    return wait > 0;
  }

  /** Looks again when the next message should have come; needs the lock. */
  private void look(UUID run, RunQueue<T> queue, long wait) {
    long seen = queue.taken();
    vertx.setTimer(Math.min(wait, GAP_MS), id -> lookAgain(run, queue, seen));
  }

  private void lookAgain(UUID run, RunQueue<T> queue, long seen) {
    List<Batch<T>> batches = new ArrayList<>();
    synchronized (this) {
      if (!queue.lingering()) {
        return;
      }
      long wait = queue.taken() > seen ? queue.waitMs(System.nanoTime()) : 0;
      if (wait > 0 && !stopped && !queue.full(config.batch())) {
        look(run, queue, wait);
        return;
      }
      queue.wake();
      begin(run, queue, batches);
    }
    batches.forEach(this::write);
  }

  private void write(Batch<T> batch) {
    sizes.record(batch.messages().size());
    store(batch.messages()).subscribe().with(done -> written(batch), e -> again(batch, e));
  }

  private Uni<Void> store(List<Taken<T>> messages) {
    return Uni.createFrom()
        .deferred(() -> write.apply(messages.stream().map(Taken::body).toList()))
        .invoke(done -> messages.forEach(Taken::accept))
        .onFailure(e -> divides(messages, e))
        .recoverWithUni(e -> apart(messages, e));
  }

  private static boolean divides(List<?> messages, Throwable e) {
    return e instanceof NotStorableException || (SqlStates.isTooSlow(e) && messages.size() > 1);
  }

  /** One message that cannot be stored must not hold up the others: it is found by halves. */
  private Uni<Void> apart(List<Taken<T>> messages, Throwable e) {
    if (messages.size() == 1) {
      LOG.errorf("message not storable queue=%s error=%s", name, e.toString());
      messages.get(0).reject();
      return Uni.createFrom().voidItem();
    }
    int half = messages.size() / 2;
    return store(messages.subList(0, half))
        .chain(() -> store(messages.subList(half, messages.size())));
  }

  /** For people. */
  private String step() {
    return "taking in its " + name;
  }

  private void written(Batch<T> batch) {
    troubles.succeeded(step(), batch.run());
    synchronized (this) {
      batch.queue().done();
      ended(batch.queue());
    }
    pump();
  }

  /** Frees the place of a batch; needs the lock. */
  private void ended(RunQueue<T> queue) {
    writing--;
    late.remove(queue);
    long now = System.nanoTime();
    queues.values().removeIf(each -> each.forgettable(now));
    if (stopped && writing == 0) {
      rest.complete(null);
    }
  }

  private void again(Batch<T> batch, Throwable e) {
    List<Taken<T>> givenBack = List.of();
    Duration pause;
    int failures;
    synchronized (this) {
      if (stopped) {
        ended(batch.queue());
        return;
      }
      failures = batch.queue().failed(unsettled(batch.messages()));
      if (!blamed(e)) {
        // No run gets on: what is behind it in the broker is better off there.
        batch.queue().excuse();
      }
      if (failures >= TRIES && blamed(e)) {
        givenBack = batch.queue().drain();
      }
      pause = RunQueue.pause(config.retry(), LONGEST_PAUSE, failures);
      batch.queue().rest();
      ended(batch.queue());
    }
    LOG.warnf(
        "batch not written queue=%s run=%s size=%d failures=%d given_back=%d error=%s",
        name, batch.run(), batch.messages().size(), failures, givenBack.size(), e.toString());
    if (!givenBack.isEmpty()) {
      troubles.failed(step(), batch.run(), e);
    }
    givenBack.forEach(Taken::giveBack);
    vertx.setTimer(pause.toMillis(), id -> wake(batch.queue()));
    pump();
  }

  /** One message of which alone the database takes too long has its run to blame, not others. */
  private static boolean blamed(Throwable e) {
    return !SqlStates.isTransient(e) || SqlStates.isTooSlow(e);
  }

  private List<Taken<T>> unsettled(List<Taken<T>> messages) {
    return messages.stream().filter(taken -> !taken.settled()).toList();
  }

  private void wake(RunQueue<T> queue) {
    synchronized (this) {
      queue.wake();
    }
    pump();
  }
}
