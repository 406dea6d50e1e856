package dev.assay.run.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.broker.Delivery;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.Address;
import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.Score;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.TryScore;
import dev.assay.common.status.ScoreStatus;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * A scoring-service that speaks the wire: exact_match is 1 or 0, levenshtein 1 or 0.5, regex 1,
 * unmeasurable an error, not_applicable skipped.
 */
public final class FakeScoring implements AutoCloseable {
  private final WireEnd wire = new WireEnd("scoring");
  private final Queue<ScoringTask> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean silentToTrials;
  private volatile boolean silentToTasks;
  private volatile UnaryOperator<List<ScoreReport>> reports = r -> r;

  private FakeScoring() {}

  /** One that answers everything. */
  public static FakeScoring start() {
    FakeScoring scoring = new FakeScoring();
    scoring.wire.link().receive(Address.TASKS, 100, scoring::take);
    return scoring;
  }

  /** From now on sends other reports than it would: more of them, fewer, in another order. */
  public FakeScoring reporting(UnaryOperator<List<ScoreReport>> change) {
    reports = change;
    return this;
  }

  /** From now on takes trials and does not answer them. */
  public FakeScoring silentToTrials(boolean silent) {
    silentToTrials = silent;
    return this;
  }

  /** From now on takes tasks and does not report. */
  public FakeScoring silentToTasks(boolean silent) {
    silentToTasks = silent;
    return this;
  }

  /** Tasks of a run so far. */
  public List<ScoringTask> tasks(UUID run) {
    return tasks.stream().filter(task -> task.units().get(0).unit().runId().equals(run)).toList();
  }

  /** Sends a report as it is. */
  public void say(ScoreReport report) {
    send(report).await().atMost(WireEnd.LONG);
  }

  /** What it says of a task. */
  public static ScoreReport report(ScoringTask task) {
    return new ScoreReport(task.units().stream().map(u -> scored(task.scorers(), u)).toList());
  }

  private void take(Delivery delivery) {
    Message message = delivery.envelope().body();
    if (message instanceof CatalogueRequest) {
      answer(delivery, new ScorerCatalogue(FakeCatalogue.scorers()));
    } else if (message instanceof TryScore trial) {
      if (silentToTrials) {
        delivery.accept();
      } else {
        answer(delivery, report(new ScoringTask(trial.scorers(), trial.cases())));
      }
    } else if (message instanceof ScoringTask task) {
      tasks.add(task);
      if (silentToTasks) {
        delivery.accept();
      } else {
        sendAll(reports.apply(List.of(report(task))))
            .subscribe()
            .with(sent -> delivery.accept(), e -> delivery.release());
      }
    }
  }

  private static void answer(Delivery question, Message message) {
    question
        .reply(Envelope.of(null, message))
        .subscribe()
        .with(sent -> question.accept(), e -> question.release());
  }

  private Uni<Void> sendAll(List<ScoreReport> all) {
    Uni<Void> sends = Uni.createFrom().voidItem();
    for (ScoreReport report : all) {
      sends = sends.flatMap(x -> send(report));
    }
    return sends;
  }

  private Uni<Void> send(ScoreReport report) {
    UUID run = report.units().isEmpty() ? null : report.units().get(0).unit().runId();
    return wire.link().sender(Address.SCORES).send(Envelope.of(run, report));
  }

  private static ScoreReport.Unit scored(List<ScorerSpec> scorers, ScoringTask.Unit unit) {
    JsonNode output = unit.answer() == null ? null : unit.answer().output();
    boolean same = output != null && output.equals(unit.item().expected());
    return new ScoreReport.Unit(
        unit.unit(), scorers.stream().map(scorer -> score(scorer, same)).toList());
  }

  private static Score score(ScorerSpec scorer, boolean same) {
    return switch (scorer.id()) {
      case "unmeasurable" ->
          new Score(
              scorer.key(),
              scorer.id(),
              1,
              ScoreStatus.ERROR,
              null,
              scorer.threshold() == null ? null : Boolean.FALSE,
              null,
              null,
              new Failure(ErrorCode.NOT_A_NUMBER, "There is no number."));
      case "not_applicable" ->
          new Score(
              scorer.key(), scorer.id(), 1, ScoreStatus.SKIPPED, null, null, null, null, null);
      case "exact_match" -> success(scorer, same ? 1 : 0);
      case "levenshtein" -> success(scorer, same ? 1 : 0.5);
      default -> success(scorer, 1);
    };
  }

  private static Score success(ScorerSpec scorer, double score) {
    Boolean passed = scorer.threshold() == null ? null : score >= scorer.threshold();
    return new Score(
        scorer.key(), scorer.id(), 1, ScoreStatus.SUCCESS, score, passed, null, null, null);
  }

  @Override
  public void close() {
    wire.close();
  }
}
