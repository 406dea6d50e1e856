package dev.assay.scoring.service;

import dev.assay.common.broker.Delivery;
import dev.assay.common.broker.Sender;
import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.TryScore;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.scoring.engine.ScorerRegistry;
import dev.assay.scoring.engine.ScoringEngine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.WorkerExecutor;
import org.jboss.logging.Logger;

/**
 * Deals with one message at a time per worker: reads and computes on a worker thread, sends what
 * came of it, and settles the delivery only when the broker has that.
 */
final class MessageHandler {
  private static final Logger LOG = Logger.getLogger(MessageHandler.class);

  private final ScoringEngine engine;
  private final ScorerRegistry registry;
  private final WorkerExecutor workers;
  private final Sender scores;
  private final InFlight inFlight;
  private final ScoringMetrics metrics;

  /** What is to be sent once the worker is done. */
  private record Computed(Envelope<?> message, boolean isReply) {}

  MessageHandler(
      ScoringEngine engine,
      ScorerRegistry registry,
      WorkerExecutor workers,
      Sender scores,
      InFlight inFlight,
      ScoringMetrics metrics) {
    this.engine = engine;
    this.registry = registry;
    this.workers = workers;
    this.scores = scores;
    this.inFlight = inFlight;
    this.metrics = metrics;
  }

  /** Takes a delivery; returns at once. */
  void handle(Delivery delivery) {
    inFlight.taken();
    workers
        .executeBlocking(() -> compute(delivery), false)
        .onComplete(
            computed -> {
              if (computed.succeeded()) {
                send(delivery, computed.result());
              } else {
                refuse(delivery, computed.cause());
              }
            });
  }

  private Computed compute(Delivery delivery) {
    long ticket = inFlight.begin();
    try {
      Envelope<? extends Message> envelope = delivery.envelope();
      Message body = envelope.body();
      if (body instanceof ScoringTask task) {
        require(task.scorers() != null && task.units() != null);
        ScoreReport report = engine.score(task.scorers(), task.units());
        metrics.units(task.units().size());
        return new Computed(answer(envelope, report), false);
      }
      if (body instanceof TryScore trial) {
        require(trial.scorers() != null && trial.cases() != null);
        return new Computed(answer(envelope, engine.score(trial.scorers(), trial.cases())), true);
      }
      if (body instanceof CatalogueRequest) {
        return new Computed(answer(envelope, registry.catalogue()), true);
      }
      throw new UnreadableMessageException(
          "nothing to score in a " + body.getClass().getSimpleName());
    } finally {
      inFlight.end(ticket);
    }
  }

  private static void require(boolean complete) {
    if (!complete) {
      throw new UnreadableMessageException("a part of the message is missing");
    }
  }

  private static Envelope<?> answer(Envelope<?> question, Message body) {
    Envelope<Message> plain = Envelope.of(question.runId(), body);
    return new Envelope<>(
        plain.id(), plain.runId(), plain.sentAt(), question.traceparent(), plain.body());
  }

  private void send(Delivery delivery, Computed computed) {
    Uni<Void> sent =
        computed.isReply() ? delivery.reply(computed.message()) : scores.send(computed.message());
    sent.subscribe()
        .with(
            accepted -> {
              delivery.accept();
              settled(computed.isReply() ? "answered" : "scored");
            },
            failure -> unsent(delivery, computed, failure));
  }

  private void unsent(Delivery delivery, Computed computed, Throwable failure) {
    LOG.warnf("result not sent reply=%s reason=%s", computed.isReply(), failure.getMessage());
    if (computed.isReply()) {
      delivery.accept(); // who asked has gone or will ask again
    } else {
      delivery.release();
    }
    settled("unsent");
  }

  private void refuse(Delivery delivery, Throwable cause) {
    if (cause instanceof UnreadableMessageException) {
      LOG.errorf("message not readable reason=%s", cause.getMessage());
      delivery.reject();
      settled("unreadable");
    } else {
      LOG.errorf("message not handled fault=%s", cause.getClass().getName());
      delivery.fail();
      settled("failed");
    }
  }

  private void settled(String outcome) {
    metrics.message(outcome);
    inFlight.settled();
  }
}
