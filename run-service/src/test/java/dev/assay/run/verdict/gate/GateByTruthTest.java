package dev.assay.run.verdict.gate;

import static dev.assay.run.verdict.gate.GateCases.gate;
import static dev.assay.run.verdict.gate.GateCases.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.RunTotals;
import dev.assay.run.verdict.totals.TruthTotals;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.TestScores;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts on answers of which people corrected some, and a model the others. */
class GateByTruthTest {
  private static final ScorerSpec LEAVES = new ScorerSpec("field_accuracy", "leaves", 0.6, null);
  private static final TruthTotals.Of NONE = new TruthTotals.Of(0, Clusters.empty(0));

  /** Answers with one leaf each, of which some are right. */
  private static TruthTotals.Of of(int samples, int right) {
    return new TruthTotals.Of(
        samples,
        new Clusters(
            samples,
            samples,
            BigInteger.valueOf(right),
            BigInteger.valueOf(right),
            BigInteger.valueOf(right),
            BigInteger.valueOf(samples),
            0));
  }

  /** What a run comes to; null truths are not told apart. */
  private static RunSummary summary(int samples, int right, TruthTotals truths) {
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      units.add(
          new ScoredUnit(
              i,
              null,
              null,
              i < right ? UnitStatus.PASSED : UnitStatus.FAILED,
              false,
              null,
              null,
              List.of(TestScores.fields("leaves", Map.of("total", i < right), 0.6))));
    }
    RunTotals of = MemoryTotals.of(List.of(LEAVES), 1, units);
    return Summaries.of(
        List.of(LEAVES),
        new RunTotals(
            of.groups(),
            of.sections(),
            of.labels(),
            of.repeats(),
            of.items(),
            of.fields(),
            truths == null ? Map.of() : Map.of("leaves", truths),
            truths,
            of.spending(),
            of.durationMs()));
  }

  /**
   * Of ten answers people corrected eight, of which six are right; a model says both others are.
   */
  private static final RunSummary MIXED = summary(10, 8, new TruthTotals(of(8, 6), of(2, 2)));

  private static CriterionResult judged(String criterion, RunSummary summary) {
    return gate("[" + criterion + "]").judge(summary, null).criteria().get(0);
  }

  @Test
  void shouldSayWhichShareOfTheTruthAModelInferred() {
    // When
    GateResult result = gate("[{'type':'field_accuracy','min':0.8}]").judge(MIXED, null);

    // Then
    CriterionResult criterion = result.criteria().get(0);
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(criterion.observed()).isEqualTo(0.8);
    assertThat(criterion.inferredShare()).isEqualTo(0.2);
    assertThat(criterion.message())
        .contains("Of the 10 corrected samples behind it 2 have a correction that a model inferred")
        .endsWith("by people's alone it is 0.75.");
    assertThat(result.warnings()).extracting(Warning::code).containsExactly("INFERRED_TRUTH");
    assertThat(result.warnings().get(0).message()).contains("20 % for field_accuracy");
  }

  @Test
  void shouldGoByPeoplesCorrectionsAloneWhereTheGateAsksForThem() {
    // When
    GateResult result =
        gate("[{'type':'field_accuracy','scorer':'leaves','truth':'human','min':0.8}]")
            .judge(MIXED, null);

    // Then
    CriterionResult criterion = result.criteria().get(0);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(criterion.observed()).isEqualTo(0.75);
    assertThat(criterion.inferredShare()).isZero();
    assertThat(criterion.message())
        .startsWith("Field accuracy of leaves by people's corrections is 0.75, which is not");
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void shouldSayItOfEveryNumberThatCorrectionsAreBehind() {
    for (String type : List.of("pass_rate", "mean_score")) {
      CriterionResult criterion = judged("{'type':'" + type + "','min':0.1}", MIXED);

      assertThat(criterion.inferredShare()).isEqualTo(0.2);
      assertThat(criterion.message()).endsWith("a correction that a model inferred.");
    }
    assertThat(judged("{'type':'max_regressions','max':0}", MIXED).inferredShare()).isNull();
  }

  @Test
  void shouldNotWarnOfWhatNothingWasInferredFor() {
    RunSummary human = summary(10, 8, new TruthTotals(of(10, 8), NONE));
    GateResult result = gate("[{'type':'field_accuracy','min':0.8}]").judge(human, null);

    assertThat(result.criteria().get(0).inferredShare()).isZero();
    assertThat(result.criteria().get(0).message()).doesNotContain("inferred");
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void shouldTellNothingWhereKindsOfTruthAreNotToldApart() {
    RunSummary before = summary(10, 8, null);

    assertThat(judged("{'type':'field_accuracy','min':0.8}", before).inferredShare()).isNull();
    CriterionResult criterion =
        judged("{'type':'field_accuracy','truth':'human','min':0.1}", before);
    assertThat(criterion.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(criterion.observed()).isNull();
    assertThat(criterion.message()).contains("whose corrections these are is not known");
  }

  @Test
  void shouldNotHoldWhereNoPersonCorrectedAnything() {
    RunSummary inferred = summary(2, 2, new TruthTotals(NONE, of(2, 2)));
    CriterionResult criterion =
        judged("{'type':'field_accuracy','truth':'human','min':0.1}", inferred);

    assertThat(criterion.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(criterion.message()).contains("has a correction by a person");
    assertThat(judged("{'type':'field_accuracy','min':0.1}", inferred).message())
        .endsWith("; there are none of people.");
  }

  @Test
  void shouldLeaveOpenWhatUnmeasuredAnswersOfPeopleCouldTurn() {
    // Given eight answers that are measured, and two that are not
    List<ScoredUnit> units = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      units.add(
          new ScoredUnit(
              i,
              null,
              null,
              i < 8 ? UnitStatus.PASSED : UnitStatus.ERROR,
              false,
              null,
              null,
              List.of(
                  i < 8
                      ? TestScores.fields("leaves", Map.of("total", true), 0.6)
                      : TestScores.error("leaves", 0.6))));
    }
    RunTotals of = MemoryTotals.of(List.of(LEAVES), 1, units);
    TruthTotals truths = new TruthTotals(of(6, 6), of(2, 2));
    RunSummary summary =
        Summaries.of(
            List.of(LEAVES),
            new RunTotals(
                of.groups(),
                of.sections(),
                of.labels(),
                of.repeats(),
                of.items(),
                of.fields(),
                Map.of("leaves", truths),
                truths,
                of.spending(),
                of.durationMs()));

    // When / Then
    CriterionResult open = judged("{'type':'field_accuracy','truth':'human','min':0.8}", summary);
    assertThat(open.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(open.bounds().lower()).isEqualTo(0.75);
    assertThat(judged("{'type':'field_accuracy','truth':'human','min':0.7}", summary).outcome())
        .isEqualTo(Outcome.PASS);
  }

  @Test
  void shouldSayWhatIsWrongWithATruth() {
    // Given
    List<Violation> violations = new ArrayList<>();

    // When
    Gate.parse(
        json(
            "[{'type':'field_accuracy','min':0.5,'truth':'people'},"
                + "{'type':'pass_rate','min':0.5,'truth':'human'},"
                + "{'type':'field_accuracy','min':0.5,'truth':'human','section':'a'}]"),
        violations);

    // Then
    assertThat(violations)
        .extracting(Violation::field)
        .containsExactly("gate[0].truth", "gate[1].truth", "gate[2].truth");
    assertThat(violations.get(1).message()).contains("field_accuracy only");
    assertThat(
            gate("[{'type':'field_accuracy','min':0.5,'truth':'human'}]")
                .warnings(List.of(GateCases.NEAR)))
        .anySatisfy(w -> assertThat(w).contains("no scorer compares fields"));
  }
}
