package dev.assay.run.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.id.Ids;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.summary.RunRows;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL counts is what one counts by hand. */
class DistributionsQueryTest {
  private static RunRows rows;

  @BeforeAll
  static void start() throws SQLException {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws SQLException {
    rows.close();
  }

  private static Distributions read(UUID run) {
    return new DistributionsQuery(rows.db()).read(run, 1).await().atMost(Duration.ofMinutes(4));
  }

  private static Score score(ScoreStatus status, Double score) {
    return new Score(
        "near",
        "levenshtein",
        1,
        status,
        score,
        null,
        null,
        null,
        status == ScoreStatus.ERROR ? new Failure(ErrorCode.NOT_JSON, "no") : null);
  }

  @Test
  void shouldBinTimesAndScores() throws SQLException {
    // Given answers, every tenth from the cache with a time that would stand out
    Random random = new Random(5);
    List<ScoredUnit> units = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    long[] bins = new long[10];
    for (int i = 1; i <= 2_000; i++) {
      boolean cached = i % 10 == 0;
      int latency = cached ? 9_000_000 : (int) Math.exp(3 + random.nextDouble() * 7);
      Score score = score(ScoreStatus.SUCCESS, random.nextInt(101) / 100.0);
      if (i % 50 == 0) {
        score = score(ScoreStatus.ERROR, null);
      } else if (i % 50 == 1) {
        score = score(ScoreStatus.SKIPPED, null);
      } else {
        bins[Math.min(9, (int) Math.floor(score.score() * 10))]++;
      }
      if (!cached) {
        asked.add(latency);
      }
      units.add(
          new ScoredUnit(
              i, null, null, UnitStatus.PASSED, cached, latency, latency / 2, List.of(score)));
    }
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);

    // When
    Distributions found = read(run);

    // Then
    Distributions.Times latency = found.latencyMs();
    assertThat(latency.count()).isEqualTo(asked.size());
    assertThat(latency.bounds()).hasSize(latency.counts().size() + 1).isSorted();
    assertThat(latency.counts()).hasSizeBetween(20, Bins.MOST);
    for (int i = 0; i < latency.counts().size(); i++) {
      long low = latency.bounds().get(i);
      long high = latency.bounds().get(i + 1);
      assertThat(latency.counts().get(i))
          .as("from %d to %d", low, high)
          .isEqualTo(asked.stream().filter(ms -> ms >= low && ms < high).count());
    }
    assertThat(found.ttftMs().count()).isEqualTo(asked.size());
    Distributions.Scores scores = found.scores().get("near");
    assertThat(scores.histogram().bins()).containsExactly(boxed(bins));
    assertThat(scores.errors()).isEqualTo(40);
    assertThat(scores.skipped()).isEqualTo(40);
  }

  private static Long[] boxed(long[] values) {
    Long[] boxed = new Long[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }

  @Test
  void shouldPlaceAttemptsInTimeByWhatCameOfThem() throws SQLException {
    // Given one attempt of the target a second for ten minutes, and one of a judge far later
    UUID run = rows.run(Ids.next(), "{}", 1, 600);
    rows.execute(
        """
        insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms,
          outcome)
        select '%s', i, 1, 1, 'w', timestamptz '2026-01-01T00:00:00Z' + i * interval '1 second', 5,
               case when i < 60 then 'rate_limited' else 'ok' end
        from generate_series(0, 599) as i
        """
            .formatted(run));
    rows.execute(
        """
        insert into attempts (run_id, n, generation, question, number, worker, started_at,
          duration_ms, outcome)
        values ('%s', 1, 1, 'near', 1, 'w', '2026-01-02T00:00:00Z', 5, 'ok')
        """
            .formatted(run));

    // When
    Distributions.Attempts attempts = read(run).attempts();

    // Then
    assertThat(attempts.from()).hasToString("2026-01-01T00:00:00Z");
    assertThat(attempts.to()).hasToString("2026-01-01T00:09:59Z");
    assertThat(attempts.outcomes()).containsOnlyKeys("ok", "rate_limited");
    assertThat(attempts.outcomes().get("ok")).hasSize(DistributionsQuery.BUCKETS);
    assertThat(sum(attempts.outcomes().get("ok"))).isEqualTo(540);
    assertThat(sum(attempts.outcomes().get("rate_limited"))).isEqualTo(60);
    // The first minute of ten lies in the first tenth of the buckets.
    assertThat(sum(attempts.outcomes().get("rate_limited").subList(0, 7))).isEqualTo(60);
    assertThat(sum(attempts.outcomes().get("ok").subList(0, 6))).isZero();
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void shouldSayThatNothingWasMeasuredYet() throws SQLException {
    // Given a run that nobody has answered
    UUID run = rows.run(Ids.next(), "{}", 1, 3);

    // When
    Distributions found = read(run);

    // Then
    assertThat(found.latencyMs()).isNull();
    assertThat(found.ttftMs()).isNull();
    assertThat(found.scores()).isEmpty();
    assertThat(found.attempts()).isNull();
  }
}
