package dev.assay.run.verdict.gate;

import static dev.assay.run.verdict.gate.GateCases.NEAR;
import static dev.assay.run.verdict.gate.GateCases.gate;
import static dev.assay.run.verdict.gate.GateCases.json;
import static dev.assay.run.verdict.gate.GateCases.summary;
import static dev.assay.run.verdict.gate.GateCases.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gates that decide: what they hold a run to, and how sure they are of it. */
class GateTest {
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

  /** The report q-denominator: the mean of what was measured is 1. */
  @Test
  void shouldNotTakeTheMeanOfOneForThatOfTen() {
    GateResult result = gate("[{'type':'mean_score','min':0.9}]").judge(summary(1, 0, 9), null);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(0).observed()).isEqualTo(1.0);
    assertThat(result.criteria().get(0).bounds().lower()).isEqualTo(0.1);
    assertThat(result.criteria().get(0).bounds().upper()).isEqualTo(1.0);
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
  void shouldNotCallItARateWhereEverythingErrored() {
    // Given ten errors and nothing else
    RunSummary summary = summary(0, 0, 10);

    // When
    GateResult result = gate("[{'type':'pass_rate','min':0.5}]").judge(summary, null);

    // Then it is no rate of 0, of the run as of its scorer
    assertThat(summary.overall().passRate()).isNull();
    assertThat(summary.overall().passRateInterval()).isNull();
    assertThat(summary.overall().scorers().get("near").passRate()).isNull();
    assertThat(summary(0, 1, 9).overall().passRate()).isZero();
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(0).message())
        .isEqualTo("Pass rate does not exist: nothing was measured.");
  }

  @Test
  void shouldSayNothingOfASectionThatASampleHasNoItemOf() {
    GateResult result =
        gate("[{'type':'pass_rate','min':0.5},{'type':'pass_rate','section':'s','min':0.5}]")
            .judge(summary(9, 1, 0), null);
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(1).passed()).isFalse();
    assertThat(result.criteria().get(1).message())
        .isEqualTo("Pass rate in section s is not known: no item of section s was in the sample.");
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
}
