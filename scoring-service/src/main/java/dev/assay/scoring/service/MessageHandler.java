package dev.assay.scoring.service;

import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.TryScore;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.part.ScorerSpec;
import dev.assay.link.broker.Delivery;
import dev.assay.link.broker.Sender;
import dev.assay.scoring.engine.ScorerRegistry;
import dev.assay.scoring.engine.ScoringEngine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Deals with one message at a time per worker: reads and computes on a worker thread, sends what
 * came of it, and settles the delivery only when the broker has that. What runs programs of users
 * has workers of its own, so that the rest does not wait behind it.
 */
final class MessageHandler {
  private static final Logger LOG = Logger.getLogger(MessageHandler.class);

  private final ScoringEngine engine;
  private final ScorerRegistry registry;
  private final JudgeDesk judges;
  private final WorkerExecutor workers;
  private final WorkerExecutor programs;
  private final Function<String, Sender> senders;
  private final Waiting waiting;
  private final InFlight inFlight;
  private final ScoringMetrics metrics;

  MessageHandler(
      ScoringEngine engine,
      ScorerRegistry registry,
      WorkerExecutor workers,
      WorkerExecutor programs,
      Function<String, Sender> senders,
      Waiting waiting,
      InFlight inFlight,
      ScoringMetrics metrics,
      ScoreTraces traces) {
    this.engine = engine;
    this.registry = registry;
    this.judges = new JudgeDesk(engine, metrics, traces);
    this.workers = workers;
    this.programs = programs;
    this.senders = senders;
    this.waiting = waiting;
    this.inFlight = inFlight;
    this.metrics = metrics;
  }

  /** Takes a delivery; returns at once. */
  void handle(Delivery delivery) {
    inFlight.taken();
    workers
        .executeBlocking(() -> begin(delivery), false)
        .compose(
            begun ->
                begun.out() != null
                    ? Future.succeededFuture(begun.out())
                    : programs.executeBlocking(() -> compute(delivery, begun.envelope()), false))
        .onComplete(
            computed -> {
              if (computed.succeeded()) {
                sendInTime(delivery, computed.result());
              } else {
                refuse(delivery, computed.cause());
              }
            });
  }

  /** A message that was read; what came of it, null while a program has to run for that. */
  private record Begun(Envelope<? extends Message> envelope, Outgoing out) {}

  private Begun begin(Delivery delivery) {
    Envelope<? extends Message> envelope = delivery.envelope();
    return new Begun(envelope, runsProgram(envelope.body()) ? null : compute(delivery, envelope));
  }

  private boolean runsProgram(Message body) {
    List<ScorerSpec> scorers =
        body instanceof ScoringTask task
            ? task.scorers()
            : body instanceof TryScore trial ? trial.scorers() : null;
    return scorers != null && scorers.stream().anyMatch(s -> registry.runsProgram(s.id()));
  }

  private Outgoing compute(Delivery delivery, Envelope<? extends Message> envelope) {
    long ticket = inFlight.begin();
    try {
      Message body = envelope.body();
      if (body instanceof ScoringTask task) {
        require(task.scorers() != null && task.units() != null);
        return delivery.redeliveries() > 0 && task.judges() == null
            ? JudgeDesk.lost(envelope, task)
            : judges.task(envelope, task);
      }
      if (body instanceof ModelReply reply) {
        require(reply.unit() != null);
        return judges.judgement(envelope, reply);
      }
      if (body instanceof TryScore trial) {
        require(trial.scorers() != null && trial.cases() != null);
        ScoreReport report = engine.score(trial.scorers(), trial.cases());
        return Outgoing.reply(JudgeDesk.message(envelope, report));
      }
      if (body instanceof CatalogueRequest) {
        return Outgoing.reply(JudgeDesk.message(envelope, registry.catalogue()));
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

  private void sendInTime(Delivery delivery, Outgoing out) {
    if (out.notBefore() == null) {
      send(delivery, out);
    } else {
      inFlight.settled(); // what waits does not keep the process from ending
      waiting.until(
          out.notBefore(),
          () -> {
            inFlight.taken();
            send(delivery, out);
          },
          delivery::release);
    }
  }

  private void send(Delivery delivery, Outgoing out) {
    sent(delivery, out)
        .subscribe()
        .with(
            accepted -> {
              delivery.accept();
              settled(out.outcome());
            },
            failure -> unsent(delivery, out, failure));
  }

  private Uni<Void> sent(Delivery delivery, Outgoing out) {
    if (out.reply() != null) {
      return delivery.reply(out.reply());
    }
    List<Uni<Void>> sends =
        out.messages().stream()
            .map(message -> senders.apply(message.address()).send(message.message()))
            .toList();
    return sends.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(sends).andFailFast().replaceWithVoid();
  }

  private void unsent(Delivery delivery, Outgoing out, Throwable failure) {
    boolean reply = out.reply() != null;
    LOG.warnf("result not sent reply=%s reason=%s", reply, failure.getMessage());
    if (reply) {
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
