package dev.assay.run.engine.sweep;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.ScoringTask;
import dev.assay.run.engine.judging.JudgeSender;
import dev.assay.run.engine.judging.JudgingClaims;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.HeldTable;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sweeper makes of answers that wait for a judge. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LateJudgesTest {
  @Inject Lab lab;
  @Inject LateScores lateScores;
  @Inject JudgingClaims claims;
  @Inject JudgeSender sender;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @BeforeEach
  void start() {
    worker.answeringOne(Replies.judging(0.9));
    worker.holding(Replies::isJudge);
  }

  /** Waits for the judge, with everything there that does not. */
  private UUID waiting() {
    Map<String, Object> launch = launchOf(2);
    Map<String, Object> judge = Map.of("provider", "simulated", "model", "wise");
    launch.put(
        "scorers",
        List.of(
            "exact_match",
            Map.of("id", "llm_judge", "key", "helpful", "judge", judge),
            Map.of("id", "weighted", "weights", Map.of("exact_match", 1, "helpful", 2))));
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> count(run, "scores") == 2 && worker.held(run).size() == 2);
    await().atMost(Lab.LONG).until(() -> count(run, "units where task_sent_at is not null") == 2);
    return run;
  }

  private long count(UUID run, String what) {
    String and = what.contains("where") ? " and " : " where ";
    return lab.one("select count(*) as k from " + what + and + "run_id = $1", run).getLong("k");
  }

  @Test
  void shouldNotScoreAgainWhatWaitsForAJudgeAndForAScorerThatCombines() {
    // Given
    UUID run = waiting();
    lab.all("update units set task_sent_at = now() - interval '1 hour' where run_id = $1", run);

    // When
    lateScores.sweep().await().atMost(Lab.LONG);

    // Then
    assertThat(count(run, "units where task_sent_at < now() - interval '50 minutes'")).isEqualTo(2);
  }

  @Test
  void shouldScoreAgainWhatWasNotCombinedAlthoughTheJudgeHasSpoken() {
    // Given
    UUID run = waiting();
    scoring.silentToTasks(true);
    worker.release();
    await().atMost(Lab.LONG).until(() -> count(run, "scores where key = 'helpful'") == 2);

    // When
    scoring.silentToTasks(false);

    // Then
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(2);
    assertThat(count(run, "scores where key = 'weighted'")).isEqualTo(2);
  }

  @Test
  void shouldTakeALateJudgingOnceAndCountOnlyWhatWasSent() {
    // Given a judging that is late, and was sent; and one that the broker never had
    UUID run = waiting();
    lab.all(
        "update judgings set handed_at = now() - interval '1 hour',"
            + " sent_at = case when n = 0 then now() end, deliveries = 1 where run_id = $1",
        run);
    List<JudgingClaims.Judging> late =
        List.of(
            new JudgingClaims.Judging(run, 1, 0, "helpful"),
            new JudgingClaims.Judging(run, 1, 1, "helpful"));

    // When two replicas find them; the sweeper of this one may be another
    int first = claims.again(run, 1, late, 60_000).await().atMost(Lab.LONG).size();
    int second = claims.again(run, 1, late, 60_000).await().atMost(Lab.LONG).size();

    // Then
    assertThat(first).isLessThanOrEqualTo(2);
    assertThat(second).isZero();
    assertThat(
            lab.all("select n, deliveries from judgings where run_id = $1 order by n", run).stream()
                .map(row -> row.getInteger("deliveries")))
        .containsExactly(2, 1);
  }

  private List<ScoringTask> asked(UUID run) {
    return scoring.tasks(run).stream().filter(task -> task.judges() != null).toList();
  }

  @Test
  void shouldAskAJudgeOnceHoweverLongItsTaskWaits() throws Exception {
    // Given answers that were handed to their judge a moment ago
    UUID run = waiting();
    int before = asked(run).size();
    CompletableFuture<Void> sent;

    // When they cannot be read for several times as long as a task may be unstamped
    try (HeldTable answers = HeldTable.of("answers")) {
      lab.all("update judgings set sent_at = null, handed_at = now() where run_id = $1", run);
      String since = lab.one("select now()::text as at").getString("at");
      sent =
          sender
              .send(
                  List.of(
                      new JudgingClaims.Judging(run, 1, 0, "helpful"),
                      new JudgingClaims.Judging(run, 1, 1, "helpful")))
              .subscribeAsCompletionStage();
      await()
          .atMost(Lab.LONG)
          .until(
              () ->
                  lab.one(
                          "select bool_and(handed_at > '%s'::timestamptz + interval '3 s') as long"
                                  .formatted(since)
                              + " from judgings where run_id = $1",
                          run)
                      .getBoolean("long"));
    }
    sent.join();

    // Then
    await().atMost(Lab.LONG).until(() -> asked(run).size() > before);
    assertThat(count(run, "judgings where sent_at is not null")).isEqualTo(2);
    worker.release();
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(2);
    assertThat(asked(run)).hasSize(before + 1);
  }

  @Test
  void shouldGiveTheJudgeADeadlineFromTheHandOutBeforeWhichItIsNotTakenForLost() {
    // When
    UUID run = waiting();

    // Then
    Instant handed =
        lab.one("select max(handed_at) as at from judgings where run_id = $1", run)
            .getOffsetDateTime("at")
            .toInstant();
    long deadline =
        lab.one(
                "select (spec->'policy'->>'deadline_ms')::bigint as ms from runs where id = $1",
                run)
            .getLong("ms");
    List<ScoringTask> tasks = asked(run);
    assertThat(tasks).isNotEmpty();
    assertThat(tasks)
        .extracting(task -> task.judges().get("helpful").deadlineAt())
        .allSatisfy(
            at ->
                assertThat(at)
                    .isBetween(
                        handed.plusMillis(deadline).minusSeconds(30),
                        handed.plusMillis(deadline).plusSeconds(30)));
  }
}
