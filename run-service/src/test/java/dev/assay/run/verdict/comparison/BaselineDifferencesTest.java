package dev.assay.run.verdict.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.gate.Gate;
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
      units.add(new UnitResult("i" + i, 0, null, null, status, null, null, Map.of()));
    }
    return new Contestant(letters, List.of(), units);
  }

  private static Verdict judge(String baseline, String now, boolean sure, double most) {
    Criterion criterion =
        new Criterion(CriterionType.MAX_REGRESSIONS, null, most, null, null, Severity.ERROR, null);
    return new Gate(List.of(criterion), sure, false)
        .judge(null, null, new BaselineDifferences(run(baseline), run(now)))
        .verdict();
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
