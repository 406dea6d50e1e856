package dev.assay.run.verdict.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final ScorerSpec NEAR = new ScorerSpec("levenshtein", "near", 0.5, null);

  @Test
  void shouldPassAtTheLimit() {
    // Given 95 of 100 passed, nothing unmeasured
    RunSummary summary = summary(95, 5, 0);

    // When
    GateResult result = gate("[{'type':'pass_rate','min':0.95}]").judge(summary, null);

    // Then
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    CriterionResult criterion = result.criteria().get(0);
    assertThat(criterion.passed()).isTrue();
    assertThat(criterion.interval().lower()).isCloseTo(0.8882495307680808, within(1e-9));
    assertThat(criterion.message()).isEqualTo("Pass rate is 0.95, which is at least 0.95.");
  }

  @Test
  void shouldFailBelowTheLimit() {
    GateResult result = gate("[{'type':'pass_rate','min':0.95}]").judge(summary(94, 6, 0), null);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.criteria().get(0).message())
        .isEqualTo("Pass rate is 0.94, which is not at least 0.95.");
  }

  @Test
  void shouldBeInconclusiveWhenUnmeasuredUnitsCouldTurnIt() {
    // Given that a scorer returned nothing for 10 of 100 items
    RunSummary summary = summary(90, 0, 10);

    // When
    GateResult result = gate("[{'type':'pass_rate','min':0.95}]").judge(summary, null);

    // Then never silently better, never silently worse
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(0).passed()).isFalse();
    assertThat(result.criteria().get(0).bounds().lower()).isEqualTo(0.9);
    assertThat(result.criteria().get(0).bounds().upper()).isEqualTo(1.0);
    assertThat(result.criteria().get(0).message())
        .isEqualTo(
            "Pass rate is 0.9, but 10 units are not measured and could move it anywhere from 0.9"
                + " to 1; it must be at least 0.95.");
  }

  @Test
  void shouldDecideWhenUnmeasuredUnitsCannotTurnIt() {
    RunSummary summary = summary(90, 0, 10);

    assertThat(gate("[{'type':'pass_rate','min':0.9}]").judge(summary, null).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(gate("[{'type':'pass_rate','max':0.8}]").judge(summary, null).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(gate("[{'type':'mean_score','min':0.95}]").judge(summary, null).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(gate("[{'type':'mean_score','min':0.85}]").judge(summary, null).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldFailRatherThanBeInconclusiveWhenOneCriterionFailsForSure() {
    GateResult result =
        gate("[{'type':'pass_rate','min':0.95},{'type':'pass_rate','max':0.1}]")
            .judge(summary(90, 0, 10), null);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNeverFailForAWarning() {
    GateResult result =
        gate("[{'type':'pass_rate','min':0.9},{'type':'mean_score','min':1,'severity':'warn'}]")
            .judge(summary(95, 5, 0), null);

    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.criteria().get(1).passed()).isFalse();
  }

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
    // Given an unknown scorer, an unknown section, a run without units, and no fields
    RunSummary summary = summary(10, 0, 0);

    // When, Then
    assertFails("[{'type':'mean_score','min':0.1,'scorer':'other'}]", summary, "no such scorer");
    assertFails("[{'type':'pass_rate','min':0.1,'section':'other'}]", summary, "in that section");
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
  void shouldNotBeConfidentOfAFewEqualScores() {
    // Given two answers that are all right
    String sure = "{'criteria':[{'type':'mean_score','min':0.99}],'require_confidence':true}";

    // Then two say little, and four hundred enough
    GateResult two = gate(sure).judge(summary(2, 0, 0), null);
    assertThat(two.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(two.criteria().get(0).interval().lower()).isCloseTo(0.1581, within(1e-4));
    assertThat(gate(sure).judge(summary(300, 0, 0), null).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(gate(sure).judge(summary(400, 0, 0), null).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldBeInconclusiveWhenNothingAtAllWasMeasured() {
    GateResult result = gate("[{'type':'mean_score','min':0.5}]").judge(summary(0, 0, 10), null);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(0).observed()).isNull();
  }

  @Test
  void shouldAskForConfidenceWhenRequired() {
    // Given 48 of 50: the interval reaches down to about 0.865
    RunSummary summary = summary(48, 2, 0);

    // When, Then
    String sure = "{'criteria':[{'type':'pass_rate','min':%s}],'require_confidence':true}";
    assertThat(gate(sure.formatted("0.9")).judge(summary, null).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(gate(sure.formatted("0.85")).judge(summary, null).verdict()).isEqualTo(Verdict.PASS);
    assertThat(gate(sure.formatted("0.995")).judge(summary, null).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNotBeConfidentOfOneScore() {
    assertThat(
            gate("{'criteria':[{'type':'mean_score','min':0.5}],'require_confidence':true}")
                .judge(summary(1, 0, 0), null)
                .verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void shouldPassWhenTheMeanIsExactlyTheLimitThatAllScoresReach() {
    // Given scores that no binary fraction is
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      units.add(unit(i, TestScores.success("near", 0.7, 0.7)));
    }
    RunSummary summary = Summaries.of(List.of(NEAR), MemoryTotals.of(List.of(NEAR), 1, units));

    // When, Then
    assertThat(gate("[{'type':'mean_score','min':0.7,'max':0.7}]").judge(summary, null).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldHoldFieldAccuracyOverAllLeaves() {
    // Given 3 of 4 leaves, over two answers of different size
    ScorerSpec leaves = new ScorerSpec("field_accuracy", "leaves", null, null);
    List<ScoredUnit> units =
        List.of(
            unit(0, TestScores.fields("leaves", Map.of("a", true), null)),
            unit(1, TestScores.fields("leaves", Map.of("a", true, "b", true, "c", false), null)));
    RunSummary summary = Summaries.of(List.of(leaves), MemoryTotals.of(List.of(leaves), 1, units));

    // When
    GateResult result =
        gate("[{'type':'field_accuracy','min':0.75},{'type':'mean_score','min':0.8}]")
            .judge(summary, null);

    // Then leaves are pooled; means of answers are something else
    assertThat(result.criteria().get(0).observed()).isEqualTo(0.75);
    assertThat(result.criteria().get(1).observed()).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(summary.overall().scorers().get("leaves").fields().fields())
        .extracting(f -> f.field() + " " + f.correct() + " " + f.errors() + " " + f.band())
        .containsExactly("c 0 1 POOR", "a 2 0 EXCELLENT", "b 1 0 EXCELLENT");
  }

  @Test
  void shouldSayEverythingThatIsWrongWithAGate() {
    // Given
    List<Violation> violations = new ArrayList<>();

    // When
    Gate.parse(
        json(
            "[{'type':'max_regressions','max':0.5},{'type':'speed','min':0.5},{'min':0.5},"
                + "{'type':'pass_rate'},{'type':'pass_rate','min':2},"
                + "{'type':'pass_rate','min':0.9,'max':0.1},"
                + "{'type':'pass_rate','min':'0.9'},"
                + "{'type':'pass_rate','min':0.9,'severity':'fatal','treshold':1}, 7]"),
        violations);

    // Then
    assertThat(violations)
        .extracting(Violation::field)
        .containsExactly(
            "gate[0].max",
            "gate[1].type",
            "gate[2].type",
            "gate[3]",
            "gate[4].min",
            "gate[5]",
            "gate[6].min",
            "gate[7].treshold",
            "gate[7].severity",
            "gate[8]");
    assertThat(violations.get(0).message()).contains("number of items");
  }

  @Test
  void shouldReadAGateWithSettings() {
    Gate gate =
        gate(
            "{'criteria':[{'type':'mean_score','scorer':'near','section':'s','min':0.5,"
                + "'label':'good enough'}],'require_confidence':true,'allow_vacuous':true}");

    assertThat(gate.requireConfidence()).isTrue();
    assertThat(gate.allowVacuous()).isTrue();
    assertThat(gate.sections()).containsExactly("s");
    assertThat(gate.criteria())
        .containsExactly(
            new Criterion(
                CriterionType.MEAN_SCORE, 0.5, null, "near", "s", Severity.ERROR, "good enough"));
  }

  @Test
  void shouldShowACriterionBesideItsResult() {
    JsonNode json =
        Json.mapper()
            .valueToTree(
                gate("[{'type':'pass_rate','min':0.95,'label':'good'}]")
                    .judge(summary(95, 5, 0), null)
                    .criteria()
                    .get(0));

    assertThat(json.get("type").asText()).isEqualTo("pass_rate");
    assertThat(json.get("label").asText()).isEqualTo("good");
    assertThat(json.get("outcome").asText()).isEqualTo("pass");
    assertThat(json.get("severity").asText()).isEqualTo("error");
  }

  @Test
  void shouldHoldTheStarMetricInItsOwnDirection() {
    // Given a mean of 0.95 or so
    RunSummary summary = summary(95, 5, 0);
    List<Violation> violations = new ArrayList<>();

    // When
    StarMetric up =
        StarMetric.parse(json("{'scorer':'near','threshold':0.9}"), Set.of("near"), violations);
    StarMetric down = new StarMetric("near", 0.9, true);
    StarMetric missing = new StarMetric("other", 0.9, false);

    // Then
    assertThat(violations).isEmpty();
    assertThat(up.in(summary).passStatus()).isTrue();
    assertThat(down.in(summary).passStatus()).isFalse();
    assertThat(missing.in(summary).passStatus()).isNull();
    assertThat(StarMetric.parse(json("{'scorer':'no','threshold':9}"), Set.of("near"), violations))
        .isNull();
    assertThat(violations).hasSize(2);
  }

  private static void assertFails(String gate, RunSummary summary, String why) {
    GateResult result = gate(gate).judge(summary, null);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.criteria().get(0).observed()).isNull();
    assertThat(result.criteria().get(0).message()).contains(why);
  }

  private static Gate gate(String json) {
    List<Violation> violations = new ArrayList<>();
    Gate gate = Gate.parse(json(json), violations);
    assertThat(violations).isEmpty();
    return gate;
  }

  private static JsonNode json(String json) {
    try {
      return Json.mapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static RunSummary summary(int passed, int failed, int errors) {
    List<Score> scores = new ArrayList<>();
    scores.addAll(Collections.nCopies(passed, TestScores.success("near", 1, 0.5)));
    scores.addAll(Collections.nCopies(failed, TestScores.success("near", 0, 0.5)));
    scores.addAll(Collections.nCopies(errors, TestScores.error("near", 0.5)));
    List<ScoredUnit> units = new ArrayList<>();
    scores.forEach(s -> units.add(unit(units.size(), s)));
    return Summaries.of(List.of(NEAR), MemoryTotals.of(List.of(NEAR), 1, units));
  }

  private static ScoredUnit units(int position, Score... scores) {
    List<Score> all = List.of(scores);
    return new ScoredUnit(position, null, null, UnitOutcome.of(all), false, null, null, all);
  }

  private static ScoredUnit unit(int position, Score score) {
    UnitStatus status = UnitOutcome.of(List.of(score));
    return new ScoredUnit(position, null, null, status, false, null, null, List.of(score));
  }
}
