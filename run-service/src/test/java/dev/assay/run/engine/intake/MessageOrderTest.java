package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.isItem;
import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages that come twice, late, in another order, for a run that is gone, or not at all. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class MessageOrderTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** Everything sent before is taken in when a run launched now has ended. */
  private void settleOthers() {
    worker.answeringOne(Replies::right);
    assertThat(lab.awaitEnd(lab.launch(launchOf(2))).getString("status")).isEqualTo("successful");
  }

  /** Of two different answers the first to be committed counts, whichever that is; and only it. */
  @Test
  void shouldCountEveryMessageOnceAlsoWhenAllComeTwice() {
    // Given
    worker.answering(call -> List.of(Replies.right(call), Replies.wrong(call)));
    scoring.reporting(reports -> List.of(reports.get(0), reports.get(0)));
    Map<String, Object> launch = launchOf(60);
    launch.put("repeats", 2);

    // When
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getInt("counts.total")).isEqualTo(120);
    assertThat(end.getInt("counts.passed") + end.getInt("counts.failed")).isEqualTo(120);
    assertThat(lab.one("select count(*) as k from scores where run_id = $1", run).getLong("k"))
        .isEqualTo(120);
    assertThat(lab.one("select tokens_in from runs where id = $1", run).getLong("tokens_in"))
        .isEqualTo(1200);
    assertThat(
            lab.one(
                    """
                    select count(*) as k from units u
                    join runs r on r.id = u.run_id
                    join items i on i.dataset_version_id = r.dataset_version_id
                      and i.position = u.position
                    join answers a on a.run_id = u.run_id and a.n = u.n
                    where u.run_id = $1 and (u.status = 'passed')
                      <> (a.output::text = (i.body->'expected')::text)
                    """,
                    run)
                .getLong("k"))
        .as("units whose status is not that of the answer that is kept")
        .isZero();
  }

  @Test
  void shouldChangeNothingWhenMessagesOfAnEndedRunComeAgain() {
    // Given
    worker.answeringOne(call -> isItem(call, 0) ? Replies.wrong(call) : Replies.right(call));
    UUID run = lab.launch(launchOf(20));
    lab.awaitEnd(run);
    String before = lab.picture(run);

    // When
    worker.calls(run).forEach(call -> worker.say(Replies.wrong(call)));
    worker.calls(run).forEach(call -> worker.say(Replies.failed(call, ErrorCode.PROVIDER_AUTH)));
    worker
        .calls(run)
        .forEach(call -> worker.say(Replies.parked(call, Instant.now().plusSeconds(60))));
    scoring.tasks(run).forEach(task -> scoring.say(FakeScoring.report(task)));
    settleOthers();

    // Then
    assertThat(lab.picture(run)).isEqualTo(before);
    assertThat(lab.one("select count(*) as k from attempts where run_id = $1", run).getLong("k"))
        .as("the provider was asked again, and the ledger says so")
        .isGreaterThan(20);
    lab.holds(run);
  }

  @Test
  void shouldTakeScoresOneByOneInAnyOrder() {
    // Given
    scoring.reporting(MessageOrderTest::torn);
    Map<String, Object> launch = launchOf(20);
    launch.put(
        "scorers",
        List.of("exact_match", "levenshtein", Map.of("id", "regex", "pattern", "a", "key", "r")));

    // When
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(20);
    assertThat(lab.one("select count(*) as k from scores where run_id = $1", run).getLong("k"))
        .isEqualTo(60);
  }

  @Test
  void shouldSettleAUnitWhoseScoresStandInTheBooksAlready() {
    // Given scores that were written without their unit settling
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(1));
    await().atMost(Lab.LONG).until(() -> !scoring.tasks(run).isEmpty());
    lab.all(
        "insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed)"
            + " values ($1, 0, 'exact_match', 'exact_match', 1, 'success', 1, true)",
        run);

    // When they are reported once more
    scoring.say(FakeScoring.report(scoring.tasks(run).get(0)));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    lab.holds(run);
  }

  /** A report as one report for each score, shuffled. */
  private static List<ScoreReport> torn(List<ScoreReport> reports) {
    List<ScoreReport> parts = new ArrayList<>();
    for (ScoreReport report : reports) {
      for (ScoreReport.Unit unit : report.units()) {
        unit.scores()
            .forEach(
                score ->
                    parts.add(
                        new ScoreReport(
                            List.of(new ScoreReport.Unit(unit.unit(), List.of(score))))));
      }
    }
    Collections.shuffle(parts, new java.util.Random(5));
    return parts;
  }

  @Test
  void shouldIgnoreRepliesOfAnOlderGeneration() {
    // Given
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_ERROR));
    UUID run = lab.launch(launchOf(3));
    lab.awaitStatus(run, RunStatus.FAILED);
    List<ModelCall> old = worker.calls(run);
    worker.holdingAllOf(run);
    lab.act(run, "retry");
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 3);

    // When
    old.forEach(call -> worker.say(Replies.right(call)));
    settleOthers();

    // Then
    assertThat(lab.show(run).getInt("counts.in_flight")).isEqualTo(3);
    lab.holds(run);
  }

  @Test
  void shouldTakeTheAnswerAlsoWhenALateOneComesRightBeforeIt() {
    // Given
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_ERROR));
    UUID run = lab.launch(launchOf(30));
    lab.awaitStatus(run, RunStatus.FAILED);
    worker.answering(call -> List.of(older(Replies.wrong(call)), Replies.right(call)));

    // When
    lab.act(run, "retry");
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.passed")).isEqualTo(30);
    assertThat(worker.calls(run)).hasSize(60);
  }

  private static ModelReply older(ModelReply reply) {
    UnitRef unit = reply.unit();
    return new ModelReply(
        new UnitRef(unit.runId(), unit.n(), unit.generation() - 1),
        reply.worker(),
        reply.answer(),
        reply.failure(),
        reply.notBefore(),
        reply.attempts(),
        reply.context());
  }

  @Test
  void shouldAskAgainLaterWithoutBurningAnAttemptWhenAWorkerGivesACallBack() {
    // Given
    Instant later = Instant.now().plusSeconds(2);
    worker.answeringOne(
        call ->
            isItem(call, 0) && Instant.now().isBefore(later)
                ? Replies.parked(call, later)
                : Replies.right(call));

    // When
    UUID run = lab.launch(launchOf(2));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.passed")).isEqualTo(2);
    List<ModelCall> calls = worker.calls(run).stream().filter(c -> isItem(c, 0)).toList();
    assertThat(calls).hasSize(2);
    assertThat(calls).allMatch(call -> call.attemptsMade() == call.freeAttempts());
    assertThat(calls.get(0).deadlineAt()).isNull();
    assertThat(calls.get(1).deadlineAt()).isAfter(later);
    assertThat(
            lab.one("select attempts from units where run_id = $1 and n = 0", run)
                .getInteger("attempts"))
        .as("what is on record, the attempt of the wait and that of the answer")
        .isEqualTo(2);
  }

  @Test
  void shouldGoOnCountingAttemptsWhenAUnitIsHandedOutAgain() {
    // Given two attempts of which one counts
    Instant later = Instant.now().plusSeconds(1);
    worker.answeringOne(
        call -> {
          if (!isItem(call, 0) || call.attemptsMade() > 0) {
            return Replies.right(call);
          }
          ModelReply one = Replies.parked(call, later);
          return new ModelReply(
              one.unit(),
              one.worker(),
              null,
              null,
              later,
              List.of(Replies.unknown(call), one.attempts().get(0)),
              one.context(),
              1);
        });

    // When
    UUID run = lab.launch(launchOf(1));
    lab.awaitEnd(run);

    // Then
    ModelCall again = worker.calls(run).get(1);
    assertThat(again.attemptsMade()).isEqualTo(2);
    assertThat(again.freeAttempts()).isEqualTo(1);
  }

  @Test
  void shouldTurnACallThatCannotBeDeliveredIntoAnErrorOfItsItem() {
    // Given
    worker.rejecting(call -> isItem(call, 3));

    // When
    UUID run = lab.launch(launchOf(6));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(end.getInt("counts.passed")).isEqualTo(5);
    assertThat(
            lab.one("select error_code from units where run_id = $1 and status = 'error'", run)
                .getString("error_code"))
        .isEqualTo("UNDELIVERABLE");
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.all("select 1 from dead_letters where run_id = $1", run).size() == 1);
  }

  @Test
  void shouldPassOverRepliesOfRunsThatAreGone() {
    // Given
    UUID run = lab.launch(launchOf(2));
    lab.awaitEnd(run);
    ModelCall call = worker.calls(run).get(0);
    asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);

    // When: more often than batches are written at a time, so that none may be stuck
    for (UUID gone : List.of(Ids.next(), run, Ids.next())) {
      worker.say(
          new ModelReply(
              new UnitRef(gone, 0, 7),
              "fake",
              Replies.right(call).answer(),
              null,
              null,
              List.of(),
              null));
      settleOthers();
    }

    // Then
    assertThat(lab.all("select 1 from answers where run_id = $1", run)).isEmpty();
  }
}
