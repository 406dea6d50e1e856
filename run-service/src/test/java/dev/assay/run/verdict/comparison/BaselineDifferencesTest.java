package dev.assay.run.verdict.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineDifferencesTest {
  /** One letter an item: p passed, f failed, e error. */
  private static Contestant run(String letters) {
    List<UnitResult> units = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      UnitStatus status =
          letter == 'p' ? UnitStatus.PASSED : letter == 'f' ? UnitStatus.FAILED : UnitStatus.ERROR;
      units.add(new UnitResult("i" + i, 0, null, null, status, null, null, scores(status)));
    }
    return new Contestant(letters, List.of(), units);
  }

  /** What criteria on a difference need of a summary: that something was measured and held. */
  private static final RunSummary MEASURED = summary();

  private static RunSummary summary() {
    List<ScorerSpec> scorers = List.of(new ScorerSpec("exact_match", "held", 1.0, null));
    ScoredUnit unit =
        new ScoredUnit(
            0,
            null,
            null,
            UnitStatus.PASSED,
            false,
            null,
            null,
            List.of(TestScores.success("held", 1, 1.0)));
    return Summaries.of(scorers, MemoryTotals.of(scorers, 1, List.of(unit)));
  }

  private static Verdict judge(String baseline, String now, boolean sure, double most) {
    Criterion criterion =
        new Criterion(CriterionType.MAX_REGRESSIONS, null, most, null, null, Severity.ERROR, null);
    return new Gate(List.of(criterion), sure, false)
        .judge(MEASURED, null, new BaselineDifferences(run(baseline), run(now)))
        .verdict();
  }

  private static Map<String, UnitResult.Measured> scores(UnitStatus status) {
    return status == UnitStatus.ERROR
        ? Map.of()
        : Map.of(
            "held",
            new UnitResult.Measured(
                status == UnitStatus.PASSED ? 1 : 0, status == UnitStatus.PASSED));
  }

  @Test
  void shouldNotCountAsPassedWhatNoThresholdWasHeldAgainst() {
    UnitResult free =
        new UnitResult(
            "i",
            0,
            null,
            null,
            UnitStatus.PASSED,
            null,
            null,
            Map.of("free", new UnitResult.Measured(1, null)));

    assertThat(free.passed()).isNull();
    assertThat(free.measured()).isTrue();
  }

  @Test
  void shouldCountWhatGotWorse() {
    assertThat(judge("pppff", "ppfpf", false, 0)).isEqualTo(Verdict.FAIL);
    assertThat(judge("pppff", "ppfpf", false, 1)).isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldJudgeACountAlsoWhereConfidenceIsRequired() {
    assertThat(judge("pppff", "pppff", true, 0)).isEqualTo(Verdict.PASS);
    assertThat(judge("pppff", "fffff", true, 0)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNotTellWhatUnmeasuredItemsWouldHaveDone() {
    assertThat(judge("pppff", "ppeff", false, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge("pppff", "ppeff", false, 1)).isEqualTo(Verdict.PASS);
    assertThat(judge("pppff", "feeff", false, 0)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNotFailARunBecauseItsBaselineIsGone() {
    assertThat(judge("", "ppp", false, 0)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge("eee", "ppp", false, 0)).isEqualTo(Verdict.INCONCLUSIVE);
  }
}
