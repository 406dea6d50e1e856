package dev.assay.run.engine.losses;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of calls and scoring tasks that somebody was lost with. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LossesTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** As the next worker gives back a call that another one was lost with. */
  private static ModelReply lost(ModelCall call) {
    ObjectNode context =
        call.context() instanceof ObjectNode known
            ? known.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return new ModelReply(
        call.unit(),
        "next",
        null,
        null,
        Instant.now(),
        List.of(),
        context.put("redelivered", true));
  }

  private List<Row> ledger(UUID run) {
    return lab.all(
        "select worker, outcome, outcome_unknown, cost, error from attempts where run_id = $1"
            + " order by started_at",
        run);
  }

  private boolean told(UUID run, String code) {
    return !lab.all(
            "select 1 from events where run_id = $1 and type = 'run.log'"
                + " and data::json->>'code' = $2",
            run,
            code)
        .isEmpty();
  }

  @Test
  void shouldBookACallThatAWorkerWasLostWithAsUnknown() {
    // Given
    UUID run = lab.held(worker, 1);

    // When
    worker.say(lost(worker.held(run).get(0)));

    // Then
    await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 2);
    assertThat(ledger(run)).hasSize(1);
    Row line = ledger(run).get(0);
    assertThat(line.getString("worker")).isEqualTo(LostCalls.WORKER);
    assertThat(line.getBoolean("outcome_unknown")).isTrue();
    assertThat(line.getDouble("cost")).isNull();
    assertThat(line.getString("error")).contains("not known");
    assertThat(told(run, "WORKER_LOST")).isTrue();
    worker.release();
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("cost")).isNull();
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
  }

  @Test
  void shouldReplaceTheUnknownByWhatAWorkerReportsThatWasOnlyCutOff() {
    // Given
    UUID run = lab.held(worker, 1);
    ModelCall first = worker.held(run).get(0);
    Instant asked = Instant.now();
    worker.say(lost(first));
    await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 2);

    // When the first worker answers after all
    ModelReply right = Replies.right(first);
    Attempt made =
        new Attempt(
            1,
            "fake",
            asked,
            5L,
            20,
            OutcomeClass.OK,
            200,
            null,
            0,
            null,
            null,
            0.001,
            null,
            null,
            false);
    worker.say(Replies.made(made, right));

    // Then
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                assertThat(ledger(run))
                    .extracting(row -> row.getString("worker"))
                    .containsExactly("fake"));
  }

  @Test
  void shouldBookACallThatNobodyCameBackFrom() {
    // Given
    UUID run = lab.held(worker, 1);
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                !lab.all(
                        "update units set dispatched_at = now() - interval '1 day'"
                            + " where run_id = $1 and call_sent_at is not null returning n",
                        run)
                    .isEmpty());

    // Then
    await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 2);
    assertThat(ledger(run)).hasSize(1);
    assertThat(ledger(run).get(0).getBoolean("outcome_unknown")).isTrue();
    assertThat(told(run, "WORKER_LOST")).isTrue();
  }

  @Test
  void shouldEndAnAnswerThatTookItsScoringServiceWithItThreeTimes() {
    // Given a scoring-service that is lost with the first answer, and with whatever is beside it
    scoring.losing(unit -> unit.unit().n() == 0);

    // When
    UUID run = lab.launch(launchOf(5));

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(4);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    Row unit =
        lab.one("select error_code, task_losses from units where run_id = $1 and n = 0", run);
    assertThat(unit.getString("error_code")).isEqualTo("SCORER_FAILED");
    assertThat(unit.getInteger("task_losses")).isEqualTo(3);
    assertThat(offers(run)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(told(run, "SCORING_LOST")).isTrue();
  }

  @Test
  void shouldOfferNothingAgainThatWasLostForTheLastTime() {
    // Given a loss that was counted by somebody who is gone since, and did not end the answer
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(1));
    await().atMost(Lab.LONG).until(() -> !scoring.tasks(run).isEmpty());
    lab.all(
        "update units set task_losses = 3, task_sent_at = null, look_at = now() - interval '1 s'"
            + " where run_id = $1 returning n",
        run);

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(offers(run)).containsExactly(0);
  }

  /** How often it was lost before each time that it was offered. */
  private Set<Integer> offers(UUID run) {
    return scoring.tasks(run).stream()
        .flatMap(task -> task.units().stream())
        .filter(unit -> unit.unit().n() == 0)
        .map(ScoringTask.Unit::losses)
        .collect(Collectors.toSet());
  }

  private int losses(UUID run) {
    return losses(run, 0);
  }

  private int losses(UUID run, int n) {
    return lab.one("select task_losses from units where run_id = $1 and n = $2", run, n)
        .getInteger("task_losses");
  }

  private static ScoreReport lost(UUID run, int n, int before) {
    return new ScoreReport(List.of(), null, List.of(new UnitRef(run, n, 1)), List.of(before));
  }

  @Test
  void shouldCountALossOnceThatIsToldTwice() {
    // Given answers that are with a scoring-service
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(2));
    await().atMost(Lab.LONG).until(() -> offers(run).equals(Set.of(0)));

    // When the loss of one is told, and told again by the next scoring-service
    scoring.say(lost(run, 0, 0));
    await().atMost(Lab.LONG).until(() -> losses(run) == 1);
    scoring.say(lost(run, 0, 0));

    // Then it counts once: what was told after it counts by now
    scoring.say(lost(run, 1, 0));
    await().atMost(Lab.LONG).until(() -> losses(run, 1) == 1);
    assertThat(losses(run)).isEqualTo(1);

    // When the next one is told, which says that it is
    await().atMost(Lab.LONG).until(() -> offers(run).contains(1));
    scoring.say(lost(run, 0, 1));

    // Then
    await().atMost(Lab.LONG).until(() -> losses(run) == 2);
  }

  /** A run of one answer that two scoring-services were lost with. */
  private UUID suspect() {
    UUID run = lab.launch(launchOf(1));
    await().atMost(Lab.LONG).until(() -> !scoring.tasks(run).isEmpty());
    lab.all(
        "update units set task_losses = 2, task_sent_at = null, look_at = now()"
            + " where run_id = $1",
        run);
    return run;
  }

  private long offersAfterTwoLosses(UUID run) {
    return scoring.tasks(run).stream()
        .filter(task -> Integer.valueOf(2).equals(task.units().get(0).losses()))
        .count();
  }

  private void loseWith(UUID run) {
    scoring.say(lost(run, 0, 2));
  }

  private boolean apart(UUID run) {
    return lab.one("select look_at = 'infinity' as apart from units where run_id = $1", run)
        .getBoolean("apart");
  }

  @Test
  void shouldNotGiveUpAnAnswerForWhatAnAnswerOfAnotherRunDid() {
    // Given an answer of each of two runs, which are both out although neither was scored
    scoring.silentToTasks(true);
    UUID guilty = suspect();
    UUID innocent = suspect();
    await()
        .atMost(Lab.LONG)
        .until(() -> offersAfterTwoLosses(guilty) > 0 && offersAfterTwoLosses(innocent) > 0);

    // When a scoring-service is lost with both
    loseWith(guilty);
    loseWith(innocent);

    // Then that counts against neither, and they go out one by one
    await().atMost(Lab.LONG).until(() -> apart(guilty) && apart(innocent));
    assertThat(losses(guilty)).isEqualTo(2);
    assertThat(losses(innocent)).isEqualTo(2);
    long before = offersAfterTwoLosses(guilty);
    await().atMost(Lab.LONG).until(() -> offersAfterTwoLosses(guilty) > before);
    loseWith(guilty);
    JsonPath lost = lab.awaitEnd(guilty);
    scoring.silentToTasks(false);
    JsonPath scored = lab.awaitEnd(innocent);
    assertThat(lost.getInt("counts.errored")).isEqualTo(1);
    assertThat(scored.getInt("counts.passed")).isEqualTo(1);
    assertThat(losses(innocent)).isEqualTo(2);
  }

  @Test
  void shouldNotOfferALostAnswerAgainAfterACancel() {
    // Given
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(1));
    await().atMost(Lab.LONG).until(() -> !scoring.tasks(run).isEmpty());
    lab.act(run, "cancel");
    lab.awaitEnd(run);
    String before = lab.picture(run);
    int tasks = scoring.tasks(run).size();

    // When the broker gave the task to another scoring-service, and its word comes before another
    scoring.silentToTasks(false);
    scoring.say(new ScoreReport(List.of(), null, List.of(new UnitRef(run, 0, 1))));
    assertThat(lab.awaitEnd(lab.launch(launchOf(1))).getInt("counts.passed")).isEqualTo(1);

    // Then
    assertThat(lab.picture(run)).isEqualTo(before);
    assertThat(scoring.tasks(run)).hasSize(tasks);
  }
}
