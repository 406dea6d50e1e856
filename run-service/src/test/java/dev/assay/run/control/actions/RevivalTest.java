package dev.assay.run.control.actions;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.runs.state.UnitMoves;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A run that had ended goes on: its units move some at a time, and it waits for all of them. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RevivalTest {
  private static final int MANY = 2 * UnitMoves.SLICE + 1;

  /** What the first transaction of an action leaves when the process ends right after it. */
  private static final String BEGUN =
      """
      update runs set status = $2, reviving = $3, revived_to = 0, generation = generation + 1,
        done_before = total, verdict = null, summary = null, finished_at = null,
        generation_started_at = now(), cancelling_at = case when $2 = 'cancelling' then now() end
      where id = $1
      """;

  @Inject Lab lab;
  @Inject Db db;
  @Inject RunLedger ledger;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** One of four items is answered. */
  private UUID partial() {
    worker.answeringOne(
        call ->
            Lab.isItem(call, 0)
                ? Replies.right(call)
                : Replies.failed(call, ErrorCode.PROVIDER_ERROR));
    UUID run = lab.launch(launchOf(4));
    lab.awaitStatus(run, RunStatus.PARTIALLY_SUCCESSFUL);
    worker.answeringOne(Replies::right);
    return run;
  }

  private UUID pushed(int items) {
    Map<String, Object> launch = Lab.pushOf(items);
    launch.put("scorers", List.of("exact_match"));
    return lab.launch(launch);
  }

  @Test
  void shouldMoveEveryUnitOfALargeRun() {
    // Given
    UUID run = pushed(MANY);
    lab.act(run, "cancel");
    assertThat(lab.show(run).getInt("counts.cancelled")).isEqualTo(MANY);

    // When
    lab.act(run, "resume");

    // Then
    JsonPath resumed = lab.show(run);
    assertThat(resumed.getString("status")).isEqualTo("running_dataset");
    assertThat(resumed.getInt("counts.pending")).isEqualTo(MANY);
    assertThat(lab.all("select 1 from runs where id = $1 and reviving is null", run)).hasSize(1);
    assertThat(
            lab.all(
                "select 1 from units u join runs r on r.id = u.run_id"
                    + " where r.id = $1 and u.generation <> r.generation",
                run))
        .isEmpty();
    lab.holds(run);
    lab.act(run, "cancel");
    assertThat(lab.show(run).getInt("counts.cancelled")).isEqualTo(MANY);
    lab.holds(run);
  }

  @Test
  void shouldGoOnWhereWhoeverBeganItStopped() {
    // Given
    UUID run = partial();

    // When
    lab.all(BEGUN, run, "running_dataset", "retry");

    // Then
    lab.awaitStatus(run, RunStatus.SUCCESSFUL);
    assertThat(lab.show(run).getInt("counts.passed")).isEqualTo(4);
    lab.holds(run);
  }

  @Test
  void shouldEndAllOfItWhenACancelComesBeforeItsUnitsWereMoved() {
    // Given
    worker.answeringOne(Replies::right);
    UUID run = lab.launch(launchOf(4));
    lab.awaitStatus(run, RunStatus.SUCCESSFUL);

    // When
    lab.all(BEGUN, run, "cancelling", "rescore");

    // Then none keeps a score that another definition gave it
    lab.awaitStatus(run, RunStatus.CANCELLED);
    assertThat(lab.show(run).getInt("counts.cancelled")).isEqualTo(4);
    assertThat(lab.all("select 1 from scores where run_id = $1", run)).isEmpty();
    lab.holds(run);
  }

  @Test
  void shouldNotEndWhileUnitsAreStillToBeMoved() {
    // Given
    UUID run = partial();
    AtomicReference<RunStatus> booked = new AtomicReference<>();

    // When something is booked before the units are moved, in a transaction that leaves no trace
    assertThatThrownBy(
            () ->
                db.inTransaction(
                        tx ->
                            Db.query(tx, BEGUN, run, "running_dataset", "retry")
                                .flatMap(begun -> RunLocks.lock(tx, run))
                                .flatMap(locked -> ledger.book(tx, locked, new RunChange()))
                                .invoke(booked::set)
                                .invoke(
                                    status -> {
                                      throw new IllegalStateException("no trace");
                                    }))
                    .await()
                    .atMost(Lab.LONG))
        .hasMessageContaining("no trace");

    // Then
    assertThat(booked).hasValue(RunStatus.RUNNING_DATASET);
  }

  @Test
  void shouldKeepTheSumOfTheScoresThatStay() {
    // Given a run with one score
    UUID run = partial();
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_ERROR));

    // When three units are asked again in vain
    lab.act(run, "retry");
    lab.awaitStatus(run, RunStatus.PARTIALLY_SUCCESSFUL);

    // Then
    assertThat(
            lab.all(
                "select 1 from runs where id = $1 and score_count = 1 and score_sum = 1"
                    + " and generation = 2",
                run))
        .hasSize(1);

    // When all that has an answer is scored again
    lab.act(run, "rescore");
    lab.awaitStatus(run, RunStatus.PARTIALLY_SUCCESSFUL);

    // Then
    assertThat(
            lab.all(
                "select 1 from runs where id = $1 and score_count = 1 and score_sum = 1"
                    + " and generation = 3",
                run))
        .hasSize(1);
    lab.holds(run);
  }

  @Test
  void shouldRefuseToRetryWhatIsMeasured() {
    // Given a run that is only said to have failed in part
    worker.answeringOne(Replies::right);
    UUID run = lab.launch(launchOf(2));
    lab.awaitStatus(run, RunStatus.SUCCESSFUL);
    lab.all("update runs set status = 'partially_successful' where id = $1", run);

    // When / Then
    asAdmin().post("/v1/runs/{id}/retry", run).then().statusCode(409);
    assertThat(lab.show(run).getString("status")).isEqualTo("partially_successful");
  }
}
