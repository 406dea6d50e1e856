package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.ScoreStatus;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The first word on a score counts, that of an older generation does not, a lost one is an error.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class FirstWordTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void quiet() {
    scoring.silentToTasks(false);
    worker.holding(call -> false);
    lab.quiet();
  }

  private static ScoreReport report(UnitRef unit, String key, double score) {
    Score one = new Score(key, key, 1, ScoreStatus.SUCCESS, score, score >= 1, null, null, null);
    return new ScoreReport(List.of(new ScoreReport.Unit(unit, List.of(one))));
  }

  private UUID unscored(int items, String... scorers) {
    scoring.silentToTasks(true);
    Map<String, Object> launch = launchOf(items);
    if (scorers.length > 0) {
      launch.put("scorers", List.of(scorers));
    }
    UUID run = lab.launch(launch);
    awaitTasks(run, 1);
    return run;
  }

  private void awaitTasks(UUID run, int generation) {
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                scoring.tasks(run).stream()
                    .anyMatch(t -> t.units().get(0).unit().generation() == generation));
  }

  /** What was said before is taken in when what is said now has had its effect. */
  private void settleOthers() {
    scoring.silentToTasks(false);
    lab.awaitEnd(lab.launch(launchOf(1)));
    scoring.silentToTasks(true);
  }

  private List<Row> scores(UUID run) {
    return lab.all("select key, score from scores where run_id = $1 order by key", run);
  }

  @Test
  void shouldIgnoreScoresOfAnOlderGeneration() {
    // Given a run that is scored again
    UUID run = lab.launch(launchOf(1));
    lab.awaitEnd(run);
    scoring.silentToTasks(true);
    lab.act(run, "rescore");
    awaitTasks(run, 2);

    // When a report of before comes late
    scoring.say(report(new UnitRef(run, 0, 1), "exact_match", 0));
    settleOthers();

    // Then
    assertThat(scores(run)).isEmpty();
    assertThat(lab.show(run).getInt("counts.answered")).isEqualTo(1);
    scoring.say(report(new UnitRef(run, 0, 2), "exact_match", 1));
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    lab.holds(run);
  }

  @Test
  void shouldLetTheFirstScoreStand() {
    // Given
    UUID run = unscored(1, "exact_match", "levenshtein");
    UnitRef unit = new UnitRef(run, 0, 1);
    scoring.say(report(unit, "exact_match", 1));
    await().atMost(Lab.LONG).until(() -> scores(run).size() == 1);

    // When another one comes for the same scorer, then the last one that is due
    scoring.say(report(unit, "exact_match", 0));
    settleOthers();
    scoring.say(report(unit, "levenshtein", 1));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    assertThat(scores(run)).extracting(row -> row.getDouble("score")).containsExactly(1.0, 1.0);
    Row sums = lab.one("select score_sum, score_count from runs where id = $1", run);
    assertThat(sums.getDouble("score_sum")).isEqualTo(2);
    assertThat(sums.getLong("score_count")).isEqualTo(2);
    lab.holds(run);
  }

  private void isUndeliverable(UUID run) {
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(lab.one("select error_code from units where run_id = $1", run).getString(0))
        .isEqualTo("UNDELIVERABLE");
    lab.holds(run);
  }

  @Test
  void shouldMakeTheErrorOfATaskThatCannotBeDelivered() {
    // Given
    UUID run = unscored(1);
    ScoringTask task = scoring.tasks(run).get(0);

    // When
    scoring.bury(run, task);
    scoring.bury(run, task);

    // Then
    isUndeliverable(run);
  }

  @Test
  void shouldMakeTheErrorOfAReportThatCannotBeTakenIn() {
    // Given
    UUID run = unscored(1);

    // When
    scoring.bury(run, FakeScoring.report(scoring.tasks(run).get(0)));

    // Then
    isUndeliverable(run);
  }

  @Test
  void shouldMakeTheErrorOfAReplyThatCannotBeTakenIn() {
    // Given
    UUID run = lab.held(worker, 1);
    ModelCall call = worker.held(run).get(0);

    // When
    scoring.bury(run, Replies.right(call));

    // Then once, also when the answer comes after all
    isUndeliverable(run);
    String before = lab.picture(run);
    worker.release();
    settleOthers();
    assertThat(lab.picture(run)).isEqualTo(before);
  }

  @Test
  void shouldLayAsideDeadLettersThatSayNothing() {
    // Given letters that name no unit, which cannot become anybody's error
    UUID run = UUID.randomUUID();
    for (int i = 0; i < 25; i++) {
      scoring.bury(run, new ModelReply(null, "w", null, null, null, List.of(), null));
      scoring.bury(run, new ScoringTask(null, null));
    }

    // When
    UUID other = unscored(1);
    scoring.bury(other, scoring.tasks(other).get(0));

    // Then they hold up no other, and each is kept
    isUndeliverable(other);
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.all("select 1 from dead_letters where run_id = $1", run).size() == 50);
  }
}
