package dev.assay.run.verdict.gate;

import static dev.assay.run.verdict.gate.GateCases.NEAR;
import static dev.assay.run.verdict.gate.GateCases.gate;
import static dev.assay.run.verdict.gate.GateCases.summary;
import static dev.assay.run.verdict.gate.GateCases.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates that nothing can fail, and values that nobody measured: neither is a pass. */
class VacuousGateTest {
  @Test
  void shouldGiveNoVerdictWhenEveryCriterionOnlyWarns() {
    // Given
    Gate gate = gate("[{'type':'pass_rate','min':0.9,'severity':'warn'}]");

    // When
    GateResult result = gate.judge(summary(100, 0, 0), null);

    // Then
    assertThat(result.verdict()).isEqualTo(Verdict.NONE);
    assertThat(result.vacuous()).isTrue();
    assertThat(gate.warnings(List.of(NEAR))).hasSize(1);
  }

  @Test
  void shouldGiveNoVerdictWithoutCriteria() {
    assertThat(gate("[]").judge(summary(1, 0, 0), null).verdict()).isEqualTo(Verdict.NONE);
    assertThat(Gate.NONE.judge(summary(1, 0, 0), null).vacuous()).isFalse();
  }

  @Test
  void shouldNotPassOnAValueThatDoesNotExist() {
    // Given an unknown scorer, a run without units, and no fields
    RunSummary summary = summary(10, 0, 0);

    // When, Then
    assertFails("[{'type':'mean_score','min':0.1,'scorer':'other'}]", summary, "no such scorer");
    assertFails("[{'type':'pass_rate','min':0.1}]", summary(0, 0, 0), "there are no units");
    assertFails("[{'type':'field_accuracy','min':0.1}]", summary, "nothing here compares fields");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'type':'pass_rate','min':0.95}] | no scorer has a threshold",
        "[{'type':'pass_rate','max':0.05}] | no scorer has a threshold",
        "[{'type':'pass_rate','min':0.95,'scorer':'near'}] | scorer near has no threshold",
        "[{'type':'max_regressions','max':0}] | no scorer has a threshold",
        "[{'type':'min_delta','min':0}] | no scorer has a threshold",
        "[{'type':'mean_score','min':0}] | every value is within",
        "[{'type':'mean_score','min':0,'max':1}] | every value is within",
        "[{'type':'field_accuracy','max':1}] | every value is within",
        "[{'type':'min_delta','scorer':'near','min':-1}] | every value is within",
      })
  void shouldDecideNothingWhenNothingCanFail(String gate, String why) {
    // Given a scorer without a threshold, and answers that are all wrong
    ScorerSpec free = new ScorerSpec("levenshtein", "near", null, null);
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      units.add(unit(i, TestScores.success("near", 0, null)));
    }
    RunSummary summary = Summaries.of(List.of(free), MemoryTotals.of(List.of(free), 1, units));

    // When
    GateResult result = gate(gate).judge(summary, null);

    // Then the launch says so before it costs anything, and the run has no verdict
    assertThat(result.verdict()).isEqualTo(Verdict.NONE);
    assertThat(result.vacuous()).isTrue();
    assertThat(gate(gate).warnings(List.of(free)))
        .hasSize(2)
        .anySatisfy(w -> assertThat(w).contains(why));
    assertThat(summary.overall().passRate()).isNull();
    assertThat(summary.overall().scorers().get("near").passRate()).isNull();
  }

  @Test
  void shouldNotPassBesidesACriterionThatHoldsWhenAnotherHasNoValueForWantOfAThreshold() {
    ScorerSpec free = new ScorerSpec("levenshtein", "near", null, null);
    List<ScoredUnit> units = List.of(unit(0, TestScores.success("near", 1, null)));
    RunSummary summary = Summaries.of(List.of(free), MemoryTotals.of(List.of(free), 1, units));

    GateResult result =
        gate("[{'type':'mean_score','min':0.5},{'type':'pass_rate','min':0.5}]")
            .judge(summary, null);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.criteria().get(1).message())
        .isEqualTo("Pass rate does not exist: no scorer has a threshold, so nothing can fail.");
  }

  @Test
  void shouldLeaveOutOfThePassRateWhatNoThresholdWasHeldAgainst() {
    // Given an item on which the scorer with a threshold does not apply
    ScorerSpec held = new ScorerSpec("exact_match", "held", 1.0, null);
    ScorerSpec free = new ScorerSpec("levenshtein", "free", null, null);
    List<ScoredUnit> units =
        List.of(
            units(0, TestScores.success("held", 0, 1.0), TestScores.success("free", 1, null)),
            units(1, TestScores.success("held", 1, 1.0), TestScores.success("free", 1, null)),
            units(2, TestScores.skipped("held", null), TestScores.success("free", 1, null)));

    // When
    RunSummary summary =
        Summaries.of(List.of(held, free), MemoryTotals.of(List.of(held, free), 1, units));

    // Then it is neither a pass nor a fail
    assertThat(summary.overall().passed()).isEqualTo(2);
    assertThat(summary.overall().undecided()).isEqualTo(1);
    assertThat(summary.overall().passRate()).isEqualTo(0.5);
    assertThat(summary.overall().passRateBounds().upper()).isEqualTo(0.5);
  }

  @Test
  void shouldNeverPassARunOfWhichNothingWasMeasured() {
    // Given that all calls failed, and gates that are allowed to be vacuous
    RunSummary summary = summary(0, 0, 10);

    // Then
    String allowed = "{'criteria':[%s],'allow_vacuous':true}";
    String warning = "{'type':'pass_rate','min':0.9,'severity':'warn'}";
    assertThat(gate(allowed.formatted(warning)).judge(summary, null).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(
            gate(allowed.formatted("{'type':'mean_score','min':0}")).judge(summary, null).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(gate(allowed.formatted(warning)).judge(summary(1, 0, 9), null).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldBeInconclusiveWhenNothingAtAllWasMeasured() {
    GateResult result = gate("[{'type':'mean_score','min':0.5}]").judge(summary(0, 0, 10), null);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(0).observed()).isNull();
  }

  private static void assertFails(String gate, RunSummary summary, String why) {
    GateResult result = gate(gate).judge(summary, null);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.criteria().get(0).observed()).isNull();
    assertThat(result.criteria().get(0).message()).contains(why);
  }

  private static ScoredUnit units(int position, Score... scores) {
    List<Score> all = List.of(scores);
    return new ScoredUnit(position, null, null, UnitOutcome.of(all), false, null, null, all);
  }
}
