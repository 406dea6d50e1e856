package dev.assay.run.verdict.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL and the sums in memory are two ways to one summary. */
class SummaryQueryTest extends SummaryQuerySetup {
  private static final ScorerSpec PLAIN = new ScorerSpec("exact_match", "exact", null, null);

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
}
