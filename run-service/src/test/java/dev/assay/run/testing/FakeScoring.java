package dev.assay.run.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.TryScore;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.ScoreStatus;
import dev.assay.link.broker.Delivery;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A scoring-service that speaks the wire: exact_match is 1 or 0, levenshtein 1 or 0.5, regex 1,
 * unmeasurable an error, not_applicable skipped, expression what it says, field_accuracy by the
 * outermost fields.
 */
public final class FakeScoring implements AutoCloseable {
  private final WireEnd wire = new WireEnd("scoring");
  private final Queue<ScoringTask> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger trials = new AtomicInteger();
  private volatile boolean silentToTrials;
  private volatile boolean silentToTasks;
  private volatile UnaryOperator<List<ScoreReport>> reports = r -> r;
  private volatile Predicate<ScoringTask.Unit> loses = unit -> false;

  private FakeScoring() {}

  /** One that answers everything. */
  public static FakeScoring start() {
    FakeScoring scoring = new FakeScoring();
    scoring.wire.link().receive(Address.TASKS, 100, scoring::take);
    scoring.wire.link().receive(Address.JUDGEMENTS, 100, scoring::judged);
    return scoring;
  }

  /** From now on sends other reports than it would: more of them, fewer, in another order. */
  public FakeScoring reporting(UnaryOperator<List<ScoreReport>> change) {
    reports = change;
    return this;
  }

  /**
   * From now on gives tasks with such an answer back, as the next scoring-service does when one was
   * lost with them.
   */
  public FakeScoring losing(Predicate<ScoringTask.Unit> which) {
    loses = which;
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

  /** How many trials it has taken. */
  public int trials() {
    return trials.get();
  }

  /** Tasks of a run so far. */
  public List<ScoringTask> tasks(UUID run) {
    return tasks.stream().filter(task -> task.units().get(0).unit().runId().equals(run)).toList();
  }

  /** Sends a report as it is. */
  public void say(ScoreReport report) {
    send(report).await().atMost(WireEnd.LONG);
  }

  /** Puts a message among the dead letters, as a broker does that gave it up. */
  public void bury(UUID run, Message message) {
    wire.link()
        .sender(Address.DEAD_LETTERS)
        .send(Envelope.of(run, message))
        .await()
        .atMost(WireEnd.LONG);
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
      trials.incrementAndGet();
      if (silentToTrials) {
        delivery.accept();
      } else {
        answer(delivery, report(new ScoringTask(trial.scorers(), trial.cases())));
      }
    } else if (message instanceof ScoringTask task && task.judges() != null) {
      tasks.add(task);
      askAll(task).subscribe().with(sent -> delivery.accept(), e -> delivery.release());
    } else if (message instanceof ScoringTask task) {
      tasks.add(task);
      if (silentToTasks) {
        delivery.accept();
      } else {
        ScoreReport report = task.units().stream().anyMatch(loses) ? lost(task) : report(task);
        sendAll(reports.apply(List.of(report)))
            .subscribe()
            .with(sent -> delivery.accept(), e -> delivery.release());
      }
    }
  }

  private static ScoreReport lost(ScoringTask task) {
    return new ScoreReport(
        List.of(),
        null,
        task.units().stream().map(ScoringTask.Unit::unit).toList(),
        task.units().stream().map(ScoringTask.Unit::losses).toList());
  }

  private Uni<Void> askAll(ScoringTask task) {
    Uni<Void> sends = Uni.createFrom().voidItem();
    for (ScoringTask.Unit unit : task.units()) {
      for (ScorerSpec scorer : task.scorers()) {
        sends = sends.flatMap(x -> ask(unit, scorer, task.judges().get(scorer.key())));
      }
    }
    return sends;
  }

  private Uni<Void> ask(ScoringTask.Unit unit, ScorerSpec scorer, ScoringTask.Judge judge) {
    Score byRule = FakeDivergence.byRule(scorer, unit);
    if (byRule != null) {
      return send(new ScoreReport(List.of(new ScoreReport.Unit(unit.unit(), List.of(byRule)))));
    }
    ObjectNode context = Json.mapper().createObjectNode().put("model", judge.model());
    context.set("scorer", Json.mapper().valueToTree(scorer));
    ModelCall call =
        new ModelCall(
            unit.unit(),
            unit.item().id(),
            0,
            judge.provider(),
            new ModelRequest(judge.model(), List.of(), null, false, null, null),
            judge.policy(),
            judge.concurrency(),
            true,
            Address.JUDGEMENTS,
            null,
            0,
            scorer.key(),
            context);
    return wire.link().sender(Address.CALLS).send(Envelope.of(unit.unit().runId(), call));
  }

  /** A judge's reply is its score; a failure is an error. */
  private void judged(Delivery delivery) {
    ModelReply reply = delivery.envelope().body(ModelReply.class);
    if (reply.failure() != null && reply.failure().code() == ErrorCode.CANCELLED) {
      String key = reply.context().get("scorer").get("key").asText();
      send(new ScoreReport(
              List.of(), List.of(new ScoreReport.Spent(reply.unit(), key, reply.attempts()))))
          .subscribe()
          .with(sent -> delivery.accept(), e -> delivery.release());
      return;
    }
    ScorerSpec scorer = Json.mapper().convertValue(reply.context().get("scorer"), ScorerSpec.class);
    Score score =
        reply.answer() == null
            ? judgedScore(scorer, reply, ScoreStatus.ERROR, null, reply.failure())
            : judgedScore(
                scorer, reply, ScoreStatus.SUCCESS, reply.answer().output().asDouble(), null);
    send(new ScoreReport(List.of(new ScoreReport.Unit(reply.unit(), List.of(score)))))
        .subscribe()
        .with(sent -> delivery.accept(), e -> delivery.release());
  }

  private static Score judgedScore(
      ScorerSpec scorer, ModelReply reply, ScoreStatus status, Double value, Failure failure) {
    Boolean passed =
        scorer.threshold() == null ? null : value != null && value >= scorer.threshold();
    Answer answer = reply.answer();
    Score.Judging judging =
        new Score.Judging(
            passport(reply),
            1,
            answer == null ? null : answer.usage(),
            answer == null ? 0.0 : answer.cost(),
            reply.attempts());
    return new Score(
        scorer.key(),
        scorer.id(),
        1,
        status,
        value,
        passed,
        null,
        FakeDivergence.judged(scorer, value),
        failure,
        judging);
  }

  /** Another model is another judge; the one called wise is that of most tests. */
  private static String passport(ModelReply reply) {
    String model = reply.context().path("model").asText();
    return model.equals("wise") ? "passport" : "passport-of-" + model;
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
        unit.unit(),
        scorers.stream()
            .filter(scorer -> isReady(scorer, unit))
            .map(
                scorer ->
                    switch (scorer.id()) {
                      case "levenshtein" ->
                          SpanChoice.perSpan(scorer)
                              ? FakeSpans.score(scorer, unit.item())
                              : score(scorer, same);
                      case "field_accuracy" ->
                          FakeFields.score(scorer, unit.item().expected(), output);
                      case "json_schema", "valid_json" ->
                          success(scorer, isJson(scorer, output) ? 1 : 0);
                      default -> score(scorer, same);
                    })
            .toList());
  }

  /** An object or a list, with the fields that a schema requires. */
  private static boolean isJson(ScorerSpec scorer, JsonNode output) {
    try {
      JsonNode read = Json.mapper().readTree(output.asText());
      for (JsonNode field : scorer.params().path("schema").path("required")) {
        if (!read.has(field.textValue())) {
          return false;
        }
      }
      return read.isContainerNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** One that combines others waits for all of them. */
  private static boolean isReady(ScorerSpec scorer, ScoringTask.Unit unit) {
    if (!scorer.id().equals("weighted")) {
      return true;
    }
    Set<String> known =
        unit.scores() == null
            ? Set.of()
            : unit.scores().stream().map(Score::key).collect(Collectors.toSet());
    Set<String> wanted = new HashSet<>();
    scorer.params().get("weights").fieldNames().forEachRemaining(wanted::add);
    return known.containsAll(wanted);
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
      case "expression" -> expression(scorer, same);
      case "exact_match" -> success(scorer, same ? 1 : 0);
      case "levenshtein" -> success(scorer, same ? 1 : 0.5);
      default -> success(scorer, 1);
    };
  }

  /** {@code same}, {@code other}, or a number; with an open bracket it does not compile. */
  private static Score expression(ScorerSpec scorer, boolean same) {
    String text = scorer.params().path("expression").asText();
    if (text.contains("(")) {
      return new Score(
          scorer.key(),
          scorer.id(),
          1,
          ScoreStatus.ERROR,
          null,
          scorer.threshold() == null ? null : Boolean.FALSE,
          null,
          null,
          new Failure(ErrorCode.BAD_PARAMS, "The expression is not valid at line 1, column 3."));
    }
    return switch (text) {
      case "same" -> success(scorer, same ? 1 : 0);
      case "other" -> success(scorer, same ? 0 : 1);
      default -> success(scorer, Double.parseDouble(text));
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
