package dev.assay.run.control.actions;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.sweep.LateEnds;
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
import org.junit.jupiter.api.Test;

/** What actions leave alone, what they leave over, and what they do long after a run began. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ActionBoundsTest {
  @Inject Lab lab;
  @Inject LateEnds lateEnds;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldHaveItsWholeTimeAgainWhenItIsRetried() {
    // Given a run with a budget of time, that failed in part a day ago
    worker.answeringOne(
        call ->
            Lab.isItem(call, 0)
                ? Replies.right(call)
                : Replies.failed(call, ErrorCode.PROVIDER_ERROR));
    Map<String, Object> launch = launchOf(30);
    launch.put("concurrency", 1);
    launch.put("budget", Map.of("max_duration_s", 600));
    UUID run = lab.launch(launch);
    lab.awaitStatus(run, RunStatus.PARTIALLY_SUCCESSFUL);
    lab.all(
        "update runs set started_at = started_at - interval '1 day',"
            + " generation_started_at = generation_started_at - interval '1 day',"
            + " finished_at = finished_at - interval '1 day' where id = $1",
        run);
    worker.answeringOne(Replies::right).holding(call -> call.unit().generation() == 2);

    // When, with most of it still waiting
    lab.act(run, "retry");
    await().atMost(Lab.LONG).until(() -> !worker.held(run).isEmpty());
    lateEnds.sweep().await().atMost(Lab.LONG);
    worker.release();

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(30);
    assertThat(end.getString("error")).isNull();
    // At work for less than an hour, although a day went by.
    assertThat(end.getLong("summary.duration_ms")).isBetween(0L, 3_600_000L);
    assertThat(end.getDouble("rate_per_s")).isPositive();
  }

  @Test
  void shouldBeCutByTheTimeOfItsOwnGeneration() {
    // Given a run whose generation has used up its time, with units that wait
    worker.holding(call -> true);
    Map<String, Object> launch = launchOf(30);
    launch.put("concurrency", 1);
    launch.put("budget", Map.of("max_duration_s", 600));
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> !worker.held(run).isEmpty());

    // When
    lab.all("update runs set generation_started_at = now() - interval '1 hour' where id = $1", run);

    // Then
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.skipped") > 0);
    worker.release();
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_DURATION");
  }

  @Test
  void shouldGoOnWithDeletingWhereSomebodyLeftOff() {
    // Given a run whose own row is gone and whose other rows are not
    worker.answeringOne(Replies::right);
    UUID run = lab.launch(launchOf(3));
    lab.awaitStatus(run, RunStatus.SUCCESSFUL);
    lab.all(
        "insert into removed_runs (run_id, removed_at) values ($1, now() - interval '1 hour')",
        run);
    lab.all("delete from runs where id = $1", run);

    // Then
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.all("select 1 from removed_runs where run_id = $1", run).isEmpty());
    for (String table : List.of("units", "answers", "attempts", "scores", "events")) {
      assertThat(lab.all("select 1 from " + table + " where run_id = $1", run)).isEmpty();
    }
  }

  @Test
  void shouldNotChangeARunOfAnotherWorkspace() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));
    String before = lab.picture(run);

    // When
    as(otherWorkspaceKey())
        .body(Map.of("name", "mine", "tags", List.of("mine"), "pinned", true))
        .patch("/v1/runs/{id}", run)
        .then()
        .statusCode(404);

    // Then
    assertThat(lab.picture(run)).isEqualTo(before);
  }
}
