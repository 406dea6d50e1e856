package dev.assay.run.engine.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.Delivery;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.SqlStates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What exhausted its redelivery becomes an error of its item, never silence: a call takes the way
 * of an answer, a scoring task the way of scores. Every dead letter is kept as a row.
 */
@Startup
@ApplicationScoped
public class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final int TRIES = 5;
  private static final String KEEP =
      """
      insert into dead_letters (message_id, type, run_id, outcome) values ($1, $2, $3, $4)
      on conflict do nothing
      """;

  private final Db db;
  private final AnswerIntake answers;
  private final ScoreIntake scores;
  private final Counter taken;

  public DeadLetters(Db db, AnswerIntake answers, ScoreIntake scores, MeterRegistry metrics) {
    this.db = db;
    this.answers = answers;
    this.scores = scores;
    // At the start and not with the first: of a counter that is born with it nobody sees a growth.
    this.taken = metrics.counter("assay.dead_letters");
  }

  /** Takes one; acknowledged when its items have their error. */
  void take(Delivery delivery) {
    taken.increment();
    Uni.createFrom()
        .deferred(() -> handle(delivery))
        .subscribe()
        .with(
            done -> delivery.accept(),
            e -> {
              LOG.warnf("dead letter not settled error=%s", e.toString());
              delivery.fail();
            });
  }

  private Uni<Void> handle(Delivery delivery) {
    Envelope<? extends Message> envelope;
    try {
      envelope = delivery.envelope();
    } catch (UnreadableMessageException e) {
      LOG.errorf("unreadable dead letter: %s", e.getMessage());
      return keep(UUID.randomUUID(), "unreadable", null, e.getMessage());
    }
    String type = envelope.body().getClass().getSimpleName();
    LOG.errorf("dead letter type=%s run=%s", type, envelope.runId());
    return settled(envelope.body())
        .onFailure(e -> gaveUp(delivery, e))
        .recoverWithItem(e -> "not settled: " + e)
        .flatMap(outcome -> keep(envelope.id(), type, envelope.runId(), outcome));
  }

  /**
   * Whether another try is of no use. One that cannot be settled would otherwise come again every
   * second for ever, and take the place of others; its row says what was wrong.
   */
  private static boolean gaveUp(Delivery delivery, Throwable e) {
    return !SqlStates.isTransient(e)
        && (e instanceof NotStorableException || delivery.redeliveries() >= TRIES);
  }

  /** What cannot even be read for whom it is about will not be readable later. */
  private Uni<String> settled(Message message) {
    try {
      return settle(message);
    } catch (RuntimeException e) {
      return NotStorableException.blaming(() -> Uni.createFrom().failure(e));
    }
  }

  private Uni<String> settle(Message message) {
    if (namesNoUnit(message)) {
      return Uni.createFrom().item("of no unit");
    }
    Failure failure =
        new Failure(ErrorCode.UNDELIVERABLE, "The message for this item could not be delivered.");
    if (message instanceof ModelCall call && call.question() != null) {
      return judged(call.unit(), call.context(), failure);
    }
    if (message instanceof ModelReply reply && isJudges(reply.context())) {
      return judged(reply.unit(), reply.context(), failure);
    }
    if (message instanceof ModelCall call) {
      return answers
          .take(List.of(ModelReply.failed(call.unit(), failure)))
          .replaceWith("unit failed");
    }
    if (message instanceof ScoringTask task) {
      return scores.take(List.of(failed(task, failure))).replaceWith("units failed");
    }
    if (message instanceof ModelReply reply) {
      ModelReply failed = ModelReply.failed(reply.unit(), reply.worker(), failure, List.of(), null);
      return answers.take(List.of(failed)).replaceWith("unit failed");
    }
    if (message instanceof ScoreReport report) {
      return scores.take(List.of(failed(report, failure))).replaceWith("units failed");
    }
    return Uni.createFrom().item("of no unit");
  }

  private static boolean namesNoUnit(Message message) {
    return message instanceof ModelCall call && call.unit() == null
        || message instanceof ModelReply reply && reply.unit() == null;
  }

  /** A judge's question or reply: an error of the scorer that its context names. */
  private Uni<String> judged(UnitRef unit, JsonNode context, Failure failure) {
    if (!isJudges(context)) {
      return Uni.createFrom().item("of no unit");
    }
    ScorerSpec scorer = Json.mapper().convertValue(context.get("scorer"), ScorerSpec.class);
    ScoreReport.Unit failed = new ScoreReport.Unit(unit, List.of(Score.failed(scorer, failure)));
    return scores.take(List.of(new ScoreReport(List.of(failed)))).replaceWith("unit failed");
  }

  /** Whether it is what a judge carries along: it names its scorer. */
  private static boolean isJudges(JsonNode context) {
    return context != null && context.path("scorer").isObject();
  }

  private static ScoreReport failed(ScoringTask task, Failure failure) {
    List<Score> scores = task.scorers().stream().map(s -> Score.failed(s, failure)).toList();
    return new ScoreReport(
        task.units().stream().map(u -> new ScoreReport.Unit(u.unit(), scores)).toList());
  }

  private static ScoreReport failed(ScoreReport report, Failure failure) {
    return new ScoreReport(
        report.units().stream()
            .map(
                u ->
                    new ScoreReport.Unit(
                        u.unit(), u.scores().stream().map(s -> s.failed(failure)).toList()))
            .toList());
  }

  private Uni<Void> keep(UUID id, String type, UUID runId, String outcome) {
    return db.query(KEEP, id, type, runId, outcome).replaceWithVoid();
  }
}
