package dev.assay.run.engine.troubles;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One run whose data lets every step fail, or whose lock somebody holds, beside others. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunTroublesTest {
  private static final String NUL =
      """
      update runs set spec = regexp_replace(spec::text, '"model" ?: ?"sim"',
                                            '"model":"s\\\\u0000im"')::json
      where id = $1
      """;
  // Others read lists of all runs.
  private static final String WITHOUT_NUL =
      """
      update runs set spec = replace(spec::text, 's\\u0000im', 'sim')::json
      where position('s\\u0000im' in spec::text) > 0
      """;

  @Inject Lab lab;
  @Inject Db db;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void heal() {
    lab.alter("drop trigger if exists trouble on units");
    lab.alter("drop trigger if exists trouble on runs");
    lab.alter("drop function if exists trouble()");
    lab.all(WITHOUT_NUL);
  }

  /** From now on PostgreSQL raises an error of data when such a row of the run is to be written. */
  private void trouble(UUID run, String when) {
    lab.alter(
        "create function trouble() returns trigger language plpgsql as"
            + " $$ begin raise exception 'no' using errcode = '22P05'; end $$");
    lab.alter(
        "create trigger trouble before update on units for each row when (new.run_id = '%s' and %s)"
                .formatted(run, when)
            + " execute function trouble()");
  }

  private static Map<String, Object> slow(int items) {
    Map<String, Object> launch = launchOf(items);
    launch.put("concurrency", 1);
    return launch;
  }

  @Test
  void shouldDoEverythingWithARunWhoseDefinitionPostgresCannotRead() {
    // Given a run in the middle of its way, with a NUL in its stored definition
    worker.holding(call -> true);
    UUID poisoned = lab.launch(slow(20));
    await().atMost(Lab.LONG).until(() -> !worker.held(poisoned).isEmpty());
    UUID cancelled = lab.launch(slow(20));
    lab.all(NUL, poisoned);
    lab.all(NUL, cancelled);
    assertThat(lab.one("select spec::text as s from runs where id = $1", poisoned).getString("s"))
        .contains("s\\u0000im");

    // When
    lab.act(cancelled, "cancel");
    UUID other = lab.launch(launchOf(3));
    worker.release();

    // Then
    assertThat(lab.awaitEnd(other).getInt("counts.passed")).isEqualTo(3);
    assertThat(lab.awaitEnd(poisoned).getInt("counts.passed")).isEqualTo(20);
    assertThat(lab.awaitEnd(cancelled).getString("status")).isEqualTo("cancelled");
    for (UUID run : List.of(poisoned, cancelled)) {
      lab.holds(run);
      TestApi.asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);
    }
  }

  @Test
  void shouldHandOutOtherRunsAndEndTheOneThatCannotBeHandedOut() {
    // Given
    UUID ill = lab.launch(Lab.pushOf(4));
    trouble(ill, "new.status = 'dispatched'");
    lab.all("update runs set target_kind = 'provider' where id = $1", ill);

    // When
    UUID well = lab.launch(launchOf(3));

    // Then
    assertThat(lab.awaitEnd(well).getInt("counts.passed")).isEqualTo(3);
    JsonPath end = lab.awaitEnd(ill);
    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getInt("counts.errored")).isEqualTo(4);
    assertThat(end.getString("error.code")).isEqualTo("INTERNAL");
    assertThat(end.getString("error.message")).contains("handing out", "SQLSTATE 22P05");
    assertThat(end.getString("verdict")).isEqualTo("none");
    lab.holds(ill);
    TestApi.asAdmin().delete("/v1/runs/{id}", ill).then().statusCode(204);
  }

  @Test
  void shouldEndARunWhoseVerdictCannotBeWritten() {
    // Given a run whose last transaction fails, however often its last scores come
    UUID ill = lab.held(worker, 2);
    lab.alter(
        "create function trouble() returns trigger language plpgsql as"
            + " $$ begin raise exception 'no' using errcode = '22P05'; end $$");
    lab.alter(
        ("create trigger trouble before update on runs for each row"
                + " when (new.id = '%s' and new.summary is not null)"
                + " execute function trouble()")
            .formatted(ill));

    // When
    worker.release();

    // Then others go on, and it is ended with a sentence
    assertThat(lab.awaitEnd(lab.launch(launchOf(3))).getInt("counts.passed")).isEqualTo(3);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> "failed".equals(lab.show(ill).getString("status")));
    JsonPath end = lab.show(ill);
    assertThat(end.getString("error.code")).isEqualTo("INTERNAL");
    assertThat(end.getString("error.message")).contains("taking in its scores", "SQLSTATE 22P05");
    lab.holds(ill);
  }

  @Test
  void shouldHandOutAgainWhatIsLateInOtherRuns() {
    // Given two runs whose calls were never stamped
    UUID ill = lab.held(worker, 2);
    UUID well = lab.launch(launchOf(2));
    await().atMost(Lab.LONG).until(() -> worker.held(well).size() == 2);
    trouble(ill, "old.status = 'dispatched' and new.hand_outs > old.hand_outs");

    // When
    lab.all(
        "update units set call_sent_at = null, dispatched_at = now() - interval '1 minute'"
            + " where run_id = any($1)",
        (Object) new UUID[] {ill, well});

    // Then
    await().atMost(Lab.LONG).until(() -> worker.calls(well).size() >= 4);
    assertThat(worker.calls(ill)).hasSize(2);
  }

  @Test
  void shouldEndTheCancelsOfOtherRuns() {
    // Given
    UUID ill = lab.held(worker, 2);
    UUID well = lab.launch(launchOf(2));
    await().atMost(Lab.LONG).until(() -> worker.held(well).size() == 2);
    trouble(ill, "new.status = 'cancelled'");
    lab.act(ill, "cancel");

    // When
    lab.act(well, "cancel");

    // Then
    assertThat(lab.awaitEnd(well).getInt("counts.cancelled")).isEqualTo(2);
    assertThat(lab.show(ill).getString("status")).isEqualTo("cancelling");
    heal();
    assertThat(lab.awaitEnd(ill).getInt("counts.cancelled")).isEqualTo(2);
  }

  @Test
  void shouldNotWaitForARunThatSomebodyHolds() {
    // Given a transaction that holds a run, as the end of a large run does
    UUID held = lab.launch(Lab.pushOf(3));
    lab.all("update units set not_before = now() + interval '1 hour' where run_id = $1", held);
    lab.all("update runs set target_kind = 'provider' where id = $1", held);
    CompletableFuture<Void> locked = new CompletableFuture<>();
    CompletableFuture<Void> free = new CompletableFuture<>();
    CompletableFuture<?> over =
        db.inTransaction(
                tx ->
                    RunLocks.lock(tx, held)
                        .invoke(run -> locked.complete(null))
                        .flatMap(run -> Uni.createFrom().completionStage(free)))
            .subscribeAsCompletionStage();
    locked.join();
    try {
      // When the dispatcher wants both of them
      lab.all("update units set not_before = null where run_id = $1", held);
      UUID other = lab.launch(launchOf(3));

      // Then
      assertThat(lab.awaitEnd(other).getInt("counts.passed")).isEqualTo(3);
      assertThat(lab.show(held).getInt("counts.pending")).isEqualTo(3);
    } finally {
      free.complete(null);
      over.join();
    }
    // Handed out at last, and refused: there is no provider of that name.
    assertThat(lab.awaitEnd(held).getInt("counts.errored")).isEqualTo(3);
  }
}
