package dev.assay.run.verdict.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.totals.Unmeasured;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL and the sums in memory are two ways to one summary. */
class SummaryQueryTest {
  private static final ScorerSpec PLAIN = new ScorerSpec("exact_match", "exact", null, null);
  private static final ScorerSpec HELD = new ScorerSpec("levenshtein", "near", 0.5, null);
  private static final ScorerSpec LEAVES = new ScorerSpec("field_accuracy", "leaves", 0.6, null);
  private static RunRows rows;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldEqualTheSumsInMemory(long seed) throws Exception {
    // Given units of every status, with and without sections, repeats and several scorers
    Random random = new Random(seed);
    int repeats = random.nextBoolean() ? 1 : 1 + random.nextInt(4);
    List<ScorerSpec> scorers =
        List.of(List.of(HELD), List.of(PLAIN, HELD), List.of(PLAIN, HELD, LEAVES), List.of(LEAVES))
            .get(random.nextInt(4));
    List<ScoredUnit> units = units(random, repeats, scorers, random.nextInt(4) > 0);
    UUID run = rows.run(Ids.next(), "{}", repeats, units.size());
    rows.write(run, units);

    // When
    RunSummary summary = compute(run, scorers, Set.of());

    // Then
    RunSummary expected = Summaries.of(scorers, MemoryTotals.of(scorers, repeats, counted(units)));
    assertThat(withoutTimes(summary)).isEqualTo(withoutTimes(expected));
    assertThat(summary.durationMs()).isGreaterThanOrEqualTo(5000);
  }

  @Test
  void shouldTellAccuracyWithAndWithoutSamplesThatNobodyCorrected() throws Exception {
    // Given 3 of 4 and 1 of 2 leaves of corrected samples, an answer of 4 leaves without a
    // correction, one whose correction has no leaf, and one that failed
    List<ScoredUnit> units =
        List.of(
            unit(0, "a", UnitStatus.PASSED, List.of(leaves(true, true, true, false))),
            unit(1, "a", UnitStatus.FAILED, List.of(leaves(true, false))),
            unit(2, "b", UnitStatus.SKIPPED, List.of(TestScores.uncorrected("leaves", 4))),
            unit(
                3,
                "b",
                UnitStatus.SKIPPED,
                List.of(renamed(TestScores.skipped("leaves", null), LEAVES))),
            unit(4, "b", UnitStatus.ERROR, List.of()));
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);

    // When
    RunSummary summary = compute(run, List.of(LEAVES), Set.of());

    // Then 4 of 6, and with the four that count as accepted 8 of 10
    FieldSummary fields = summary.overall().scorers().get("leaves").fields();
    assertThat(fields.accuracyCorrected()).isEqualTo(4.0 / 6);
    assertThat(fields.accuracyAssumingAccepted()).isEqualTo(0.8);
    assertThat(fields.accuracy()).isEqualTo(fields.accuracyCorrected());
    assertThat(fields.uncorrected()).isEqualTo(1);
    assertThat(fields.accepted()).isEqualTo(4);
    // and the sample without a correction is one of the total and of the completed
    assertThat(summary.overall().total()).isEqualTo(5);
    assertThat(summary.overall().completed()).isEqualTo(5);
    FieldSummary ofB = summary.sections().get("b").scorers().get("leaves").fields();
    assertThat(ofB.accuracyCorrected()).isNull();
    assertThat(ofB.accuracyAssumingAccepted()).isEqualTo(1);
    String json = Json.mapper().writeValueAsString(summary);
    assertThat(
            Json.mapper().readTree(json).at("/scorers/leaves/fields/accuracy_corrected").asDouble())
        .isEqualTo(4.0 / 6);
    assertThat(Json.mapper().readTree(json).at("/sections/b/scorers/leaves/fields").toString())
        .contains("\"accuracy_corrected\":null");
  }

  @Test
  void shouldSurviveAJourneyThroughJson() throws Exception {
    // Given a summary with everything in it
    List<ScorerSpec> scorers = List.of(PLAIN, HELD, LEAVES);
    RunSummary summary =
        Summaries.of(scorers, MemoryTotals.of(scorers, 3, units(new Random(7), 3, scorers, true)));

    // When
    String json = Json.mapper().writeValueAsString(summary);

    // Then the fields of the whole run stand beside the others
    assertThat(Json.mapper().readTree(json).get("pass_rate").isNumber()).isTrue();
    assertThat(Json.mapper().readTree(json).get("scorers").has("near")).isTrue();
    assertThat(Json.mapper().readValue(json, RunSummary.class)).isEqualTo(summary);
  }

  @Test
  void shouldLeaveOutSmallSectionsButNotThoseAskedFor() throws Exception {
    // Given 60 sections, of which the last is the smallest
    List<ScoredUnit> units = new ArrayList<>();
    for (int section = 0; section < 60; section++) {
      for (int i = 0; i < (section == 59 ? 1 : 2); i++) {
        units.add(
            unit(
                units.size(),
                "s" + section,
                UnitStatus.PASSED,
                List.of(TestScores.success("near", 1, 0.5))));
      }
    }
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);

    // When
    RunSummary summary = compute(run, List.of(HELD), Set.of("s59"));

    // Then
    assertThat(summary.sections()).hasSize(51).containsKey("s59");
    assertThat(summary.sectionsOmitted()).isEqualTo(9);
    assertThat(summary.sections().get("s59").total()).isEqualTo(1);
  }

  @Test
  void shouldCountWhyUnitsWereNotMeasuredAsOneWouldThink() throws Exception {
    // Given one answer of each kind, two of them cut off
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean skipped = i == 4;
      Score score =
          skipped
              ? skipped("The item has no expected value.")
              : renamed(TestScores.success("near", 1, 0.5), HELD);
      units.add(unit(i, null, i == 5 ? UnitStatus.ERROR : UnitStatus.PASSED, List.of(score)));
    }
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);
    rows.execute(
        """
        insert into answers (run_id, n, finish_reason, refusal)
        values ('%1$s', 0, 'length', null), ('%1$s', 1, 'length', ''),
               ('%1$s', 2, 'content_filter', 'filtered'), ('%1$s', 3, 'stop', 'I will not.');
        update units set error_code = 'PROVIDER_TIMEOUT' where run_id = '%1$s' and n = 5;
        update scores set status = 'error', score = null, error_code = 'JUDGE_UNPARSABLE'
        where run_id = '%1$s' and n = 6;
        """
            .formatted(run));

    // When
    RunSummary summary = compute(run, List.of(HELD), Set.of());

    // Then
    assertThat(summary.unmeasuredBy()).isEqualTo(new Unmeasured(2, 1, 1, 1, 1, 1));
    assertThat(summary.warnings())
        .extracting(Warning::message)
        .contains(
            "2 answers were cut off at their token limit.",
            "1 answer was stopped by a filter.",
            "1 answer is a refusal.",
            "1 item ended in error and was not measured.");
  }

  @Test
  void shouldTellWhenAnswersThatWereRetriedDidOtherwise() throws Exception {
    // Given 40 answers that came at once and passed, and 10 retried ones that failed
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean again = i >= 40;
      units.add(
          unit(
              i,
              null,
              again ? UnitStatus.FAILED : UnitStatus.PASSED,
              List.of(renamed(TestScores.success("near", again ? 0 : 1, 0.5), HELD))));
    }
    UUID run = rows.run(Ids.next(), "{}", 1, units.size());
    rows.write(run, units);
    rows.execute(
        "update units set attempts = case when n < 40 then 1 else 3 end where run_id = '%s'"
            .formatted(run));

    // When
    RunSummary biased = compute(run, List.of(HELD), Set.of());
    rows.execute("update units set attempts = 1 + mod(n, 2) where run_id = '%s'".formatted(run));
    RunSummary fair = compute(run, List.of(HELD), Set.of());

    // Then
    assertThat(biased.warnings()).extracting(Warning::code).containsExactly("RETRY_BIAS");
    assertThat(biased.warnings().get(0).message()).contains("0 of 10").contains("40 of 40");
    assertThat(fair.warnings()).isEmpty();
  }

  private static Score skipped(String reason) {
    return new Score("near", HELD.id(), 1, ScoreStatus.SKIPPED, null, null, reason, null, null);
  }

  @Test
  void shouldSayThatACostIsUnknownRatherThanZero() throws Exception {
    // Given two answers of which one has a cost, and a refused attempt that nobody charged
    List<ScoredUnit> units =
        List.of(
            unit(0, null, UnitStatus.PASSED, List.of()),
            unit(1, null, UnitStatus.PASSED, List.of()));
    UUID run = rows.run(Ids.next(), "{}", 1, 2);
    rows.write(run, units);
    rows.execute(
        "update units set answered_at = now(), tokens_in = 10, tokens_out = 2,"
            + " cost = case n when 0 then 0.5 end where run_id = '%s'".formatted(run));
    rows.execute(
        """
        insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms,
                              outcome, tokens_in, tokens_out, cost)
        values ('%1$s', 0, 1, 1, 'w', now(), 5, 'rate_limited', null, null, null),
               ('%1$s', 0, 1, 2, 'w', now(), 5, 'ok', 10, 2, 0.5),
               ('%1$s', 1, 1, 1, 'w', now(), 5, 'ok', 10, 2, null)
        """
            .formatted(run));

    // When
    RunSummary summary = compute(run, List.of(), Set.of());

    // Then
    assertThat(summary.usage().candidate().billed().calls()).isEqualTo(3);
    assertThat(summary.usage().candidate().billed().tokensIn()).isEqualTo(20);
    assertThat(summary.usage().candidate().billed().cost()).isNull();
    assertThat(summary.usage().candidate().billed().knownCost()).isEqualTo(0.5);
    assertThat(summary.usage().candidate().useful().cost()).isNull();
    assertThat(summary.usage().judge()).isNull();
  }

  @Test
  void shouldSumUpManyUnits() throws Exception {
    // Given 50,000 units with two scores each, in sections
    UUID run = rows.run(Ids.next(), "{}", 1, 50_000);
    rows.execute(
        """
        insert into items (dataset_version_id, position, item_id, section, label, body)
        select r.dataset_version_id, i, 'i' || i, 'section ' || i %% 7, 'label ' || i %% 3, '{}'
        from runs r, generate_series(0, 49999) i where r.id = '%1$s';
        insert into units (run_id, n, position, repeat, status, generation, latency_ms)
        select '%1$s', i, i, 0, case when i %% 10 = 0 then 'failed' else 'passed' end, 1, i %% 900
        from generate_series(0, 49999) i;
        insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed)
        select '%1$s', i, k, k, 1, 'success', case when i %% 10 = 0 then 0.1 else 0.9 end,
               i %% 10 <> 0
        from generate_series(0, 49999) i, (values ('exact'), ('near')) s(k);
        analyze units; analyze scores; analyze items;
        """
            .formatted(run));

    // When
    List<ScorerSpec> scorers = List.of(PLAIN, HELD);
    RunSummary summary = compute(run, scorers, Set.of());

    // Then
    assertThat(summary.overall().passRate()).isEqualTo(0.9);
    assertThat(summary.overall().scorers().get("near").count()).isEqualTo(50_000);
    assertThat(summary.overall().scorers().get("exact").count()).isEqualTo(50_000);
    assertThat(summary.sections()).hasSize(7);
    assertThat(summary.sections().values().stream().mapToLong(s -> s.total()).sum())
        .isEqualTo(50_000);
    assertThat(summary.labels()).hasSize(3);
    assertThat(summary.labels().values().stream().mapToLong(s -> s.total()).sum())
        .isEqualTo(50_000);
  }

  private static RunSummary compute(UUID run, List<ScorerSpec> scorers, Set<String> sections) {
    return rows.db()
        .inTransaction(tx -> SummaryQuery.compute(tx, run, scorers, sections))
        .await()
        .atMost(Duration.ofSeconds(60));
  }

  private static RunSummary withoutTimes(RunSummary s) {
    return new RunSummary(
        s.overall(),
        null,
        null,
        s.repeats(),
        s.passAt(),
        s.sections(),
        s.sectionsOmitted(),
        s.labels(),
        s.labelsOmitted(),
        null,
        null);
  }

  /** Scores that an earlier generation left behind on units that wait again do not count. */
  private static List<ScoredUnit> counted(List<ScoredUnit> units) {
    return units.stream()
        .map(
            u ->
                u.status() == UnitStatus.PENDING || u.status() == UnitStatus.DISPATCHED
                    ? new ScoredUnit(
                        u.position(),
                        u.section(),
                        u.label(),
                        u.status(),
                        u.cached(),
                        u.latencyMs(),
                        u.ttftMs(),
                        List.of())
                    : u)
        .toList();
  }

  private static List<ScoredUnit> units(
      Random random, int repeats, List<ScorerSpec> scorers, boolean sections) {
    int items = random.nextInt(60);
    List<ScoredUnit> units = new ArrayList<>();
    for (int position = 0; position < items; position++) {
      String section = sections && random.nextInt(5) > 0 ? "s" + random.nextInt(3) : null;
      String label = sections && random.nextInt(5) > 0 ? "L" + random.nextInt(2) : null;
      for (int repeat = 0; repeat < repeats; repeat++) {
        units.add(unit(random, position, section, label, scorers));
      }
    }
    return units;
  }

  private static ScoredUnit unit(
      Random random, int position, String section, String label, List<ScorerSpec> scorers) {
    List<Score> scores = new ArrayList<>(scorers.stream().map(s -> score(random, s)).toList());
    UnitStatus status = UnitOutcome.of(scores);
    int fate = random.nextInt(12);
    if (fate < 4) {
      status =
          List.of(UnitStatus.PENDING, UnitStatus.SKIPPED, UnitStatus.CANCELLED, UnitStatus.ERROR)
              .get(fate);
      while (!scores.isEmpty() && random.nextInt(3) > 0) {
        scores.remove(scores.size() - 1);
      }
    }
    Integer latency = random.nextInt(6) == 0 ? null : (Integer) random.nextInt(3000);
    return new ScoredUnit(
        position,
        section,
        label,
        status,
        random.nextInt(8) == 0,
        latency,
        latency == null || random.nextBoolean() ? null : latency / 3,
        scores);
  }

  private static Score score(Random random, ScorerSpec scorer) {
    int fate = random.nextInt(10);
    if (fate == 0) {
      return renamed(TestScores.error(scorer.key(), scorer.threshold()), scorer);
    }
    if (fate < 3 && scorer.id().equals("field_accuracy") && random.nextBoolean()) {
      return TestScores.uncorrected(scorer.key(), random.nextInt(4));
    }
    if (fate < 3) {
      return renamed(TestScores.skipped(scorer.key(), null), scorer);
    }
    if (scorer.id().equals("field_accuracy")) {
      Map<String, Boolean> fields = new LinkedHashMap<>();
      IntStream.range(0, 1 + random.nextInt(5))
          .forEach(i -> fields.put("a.b[" + i + "]", random.nextInt(4) > 0));
      return TestScores.fields(scorer.key(), fields, scorer.threshold());
    }
    double value = random.nextInt(3) == 0 ? random.nextInt(11) / 10.0 : random.nextDouble();
    return renamed(TestScores.success(scorer.key(), value, scorer.threshold()), scorer);
  }

  private static Score leaves(boolean... matches) {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    for (boolean match : matches) {
      fields.put("f" + fields.size(), match);
    }
    return TestScores.fields("leaves", fields, 0.6);
  }

  private static Score renamed(Score score, ScorerSpec scorer) {
    return new Score(
        score.key(),
        scorer.id(),
        1,
        score.status(),
        score.score(),
        score.passed(),
        score.reason(),
        score.metadata(),
        score.error());
  }

  private static ScoredUnit unit(
      int position, String section, UnitStatus status, List<Score> scores) {
    return new ScoredUnit(position, section, null, status, false, null, null, scores);
  }
}
