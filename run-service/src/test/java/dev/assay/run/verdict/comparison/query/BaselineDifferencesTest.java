package dev.assay.run.verdict.comparison.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.common.id.Ids;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.gate.AgainstBaseline;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.statistics.paired.PairedDifference;
import dev.assay.run.verdict.summary.Estimate;
import dev.assay.run.verdict.summary.RunRows;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database pairs and adds up; what it says is what pairs in memory say. */
class BaselineDifferencesTest {
  private static RunRows rows;

  /** What criteria on a difference need of a summary: that something was measured and held. */
  private static final RunSummary MEASURED = summary();

  private static RunSummary summary() {
    List<ScorerSpec> scorers = List.of(new ScorerSpec("exact_match", "near", 0.5, null));
    ScoredUnit unit = unit(0, null, UnitStatus.PASSED, List.of(TestScores.success("near", 1, 0.5)));
    return Summaries.of(scorers, MemoryTotals.of(scorers, 1, List.of(unit)));
  }

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static UUID run(List<ScoredUnit> units, int repeats) throws SQLException {
    UUID run = rows.run(Ids.next(), "{}", repeats, units.size());
    rows.write(run, units);
    return run;
  }

  /** One letter an item: p passed, f failed, e error. */
  private static UUID run(String letters) throws SQLException {
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      UnitStatus status =
          switch (letters.charAt(i)) {
            case 'p' -> UnitStatus.PASSED;
            case 'f' -> UnitStatus.FAILED;
            default -> UnitStatus.ERROR;
          };
      double score = status == UnitStatus.PASSED ? 1 : 0;
      units.add(
          unit(
              i,
              null,
              status,
              status == UnitStatus.ERROR
                  ? List.of()
                  : List.of(TestScores.success("near", score, 0.5))));
    }
    return run(units, 1);
  }

  private static ScoredUnit unit(
      int position, String section, UnitStatus status, List<Score> scores) {
    return new ScoredUnit(position, section, null, status, false, null, null, scores);
  }

  private static AgainstBaseline read(UUID baseline, UUID run, List<Criterion> criteria) {
    return rows.db()
        .inTransaction(tx -> BaselineDifferences.read(tx, baseline, run, criteria))
        .await()
        .atMost(Duration.ofMinutes(4));
  }

  private static Criterion criterion(
      CriterionType type, Double max, String scorer, String section) {
    return new Criterion(type, null, max, scorer, section, Severity.ERROR, null);
  }

  private static Verdict judge(String baseline, String now, boolean sure, double most)
      throws SQLException {
    Criterion criterion = criterion(CriterionType.MAX_REGRESSIONS, most, null, null);
    return new Gate(List.of(criterion), sure, false)
        .judge(MEASURED, null, read(run(baseline), run(now), List.of(criterion)))
        .verdict();
  }

  @Test
  void shouldCountWhatGotWorse() throws Exception {
    assertThat(judge("pppff", "ppfpf", false, 0)).isEqualTo(Verdict.FAIL);
    assertThat(judge("pppff", "ppfpf", false, 1)).isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldJudgeACountAlsoWhereConfidenceIsRequired() throws Exception {
    assertThat(judge("pppff", "pppff", true, 0)).isEqualTo(Verdict.PASS);
    assertThat(judge("pppff", "fffff", true, 0)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNotTellWhatUnmeasuredItemsWouldHaveDone() throws Exception {
    assertThat(judge("pppff", "ppeff", false, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge("pppff", "ppeff", false, 1)).isEqualTo(Verdict.PASS);
    assertThat(judge("pppff", "feeff", false, 0)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNotCountAsPassedWhatNoThresholdWasHeldAgainst() throws Exception {
    // Given items that passed, of which nothing was held against a threshold
    ScoredUnit free =
        unit(0, null, UnitStatus.PASSED, List.of(TestScores.success("near", 1, null)));
    Criterion criterion = criterion(CriterionType.MAX_REGRESSIONS, 0.0, null, null);

    // When
    Estimate lost =
        read(run(List.of(free), 1), run("f"), List.of(criterion)).regressions(null, null);

    // Then nobody can tell
    assertThat(lost.value()).isNull();
  }

  @Test
  void shouldNotFailARunBecauseItsBaselineIsGone() throws Exception {
    assertThat(judge("", "ppp", false, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge("eee", "ppp", false, 0)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldSayWhatPairsInMemorySay(long seed) throws Exception {
    // Given two runs with repeats and sections, in which anything may be missing
    Random random = new Random(seed);
    int repeats = 1 + random.nextInt(3);
    List<ScoredUnit> there = units(random, repeats);
    List<ScoredUnit> here = units(random, repeats);
    UUID baseline = run(there, repeats);
    UUID run = run(here, repeats);

    for (String section : new String[] {null, "s1", "nowhere"}) {
      for (String scorer : new String[] {null, "near"}) {
        // When
        AgainstBaseline against =
            read(
                baseline,
                run,
                List.of(
                    criterion(CriterionType.MAX_REGRESSIONS, 0.0, scorer, section),
                    criterion(CriterionType.MIN_DELTA, 0.0, scorer, section)));
        Estimate difference = against.difference(scorer, section);

        // Then
        Map<Integer, List<Double[]>> pairs = pairs(there, here, repeats, section, scorer);
        double[] differences =
            pairs.values().stream()
                .map(BaselineDifferencesTest::difference)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        PairedDifference expected = PairedDifference.of(differences);
        if (differences.length == 0) {
          assertThat(difference.value()).isNull();
        } else {
          assertThat(difference.value()).isCloseTo(expected.mean(), within(1e-12));
        }
        if (differences.length > 1) {
          assertThat(difference.interval().lower())
              .isCloseTo(expected.boundedInterval().lower(), within(1e-9));
          assertThat(difference.interval().upper())
              .isCloseTo(expected.boundedInterval().upper(), within(1e-9));
        }
        assertThat(difference.bounds().unmeasured()).isGreaterThanOrEqualTo(0);
        assertThat(difference.bounds().lower()).isLessThanOrEqualTo(difference.bounds().upper());
        assertThat(against.regressions(scorer, section).bounds()).isNotNull();
      }
    }
  }

  private static List<ScoredUnit> units(Random random, int repeats) {
    List<ScoredUnit> units = new ArrayList<>();
    for (int position = 0; position < 40; position++) {
      for (int repeat = 0; repeat < repeats; repeat++) {
        double score = random.nextInt(5) / 4.0;
        int fate = random.nextInt(6);
        UnitStatus status =
            fate == 0 ? UnitStatus.ERROR : score >= 0.5 ? UnitStatus.PASSED : UnitStatus.FAILED;
        List<Score> scores =
            fate == 0 ? List.of() : List.of(TestScores.success("near", score, 0.5));
        units.add(unit(position, "s" + position % 3, status, scores));
      }
    }
    return units;
  }

  private static Map<Integer, List<Double[]>> pairs(
      List<ScoredUnit> there, List<ScoredUnit> here, int repeats, String section, String scorer) {
    Map<Integer, List<Double[]>> pairs = new TreeMap<>();
    for (int i = 0; i < there.size(); i++) {
      if (section == null || section.equals(there.get(i).section())) {
        pairs
            .computeIfAbsent(i / repeats, position -> new ArrayList<>())
            .add(new Double[] {value(there.get(i), scorer), value(here.get(i), scorer)});
      }
    }
    return pairs;
  }

  private static Double value(ScoredUnit unit, String scorer) {
    if (unit.scores().isEmpty()) {
      return null;
    }
    return scorer == null
        ? (Double) (unit.status() == UnitStatus.PASSED ? 1.0 : 0.0)
        : unit.scores().get(0).score();
  }

  private static Double difference(List<Double[]> pairs) {
    List<Double[]> both =
        pairs.stream().filter(p -> p[0] != null && p[1] != null).collect(Collectors.toList());
    return both.isEmpty()
        ? null
        : (Double)
            (both.stream().mapToDouble(p -> p[1]).average().orElseThrow()
                - both.stream().mapToDouble(p -> p[0]).average().orElseThrow());
  }
}
