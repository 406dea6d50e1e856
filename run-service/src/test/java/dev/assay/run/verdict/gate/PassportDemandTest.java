package dev.assay.run.verdict.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import dev.assay.run.verdict.passports.AgainstPeople;
import dev.assay.run.verdict.passports.JudgedRate;
import dev.assay.run.verdict.statistics.Confusion;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassportDemandTest {
  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Gate gate(String demand, List<Violation> wrong) {
    return Gate.parse(
        json("{'criteria':[{'type':'pass_rate','min':0.5}],'require_passport':" + demand + "}"),
        wrong);
  }

  @Test
  void shouldReadWhatIsDemanded() {
    // Given
    List<Violation> wrong = new ArrayList<>();

    // Then
    assertThat(gate("true", wrong).passport()).isEqualTo(new PassportDemand(30, null));
    assertThat(gate("{}", wrong).passport()).isEqualTo(new PassportDemand(30, null));
    assertThat(gate("{'min_labels':100,'min_kappa':0.6}", wrong).passport())
        .isEqualTo(new PassportDemand(100, 0.6));
    assertThat(gate("false", wrong).passport()).isNull();
    assertThat(gate("null", wrong).passport()).isNull();
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'yes' | gate.require_passport",
        "3 | gate.require_passport",
        "{'min_labels':0} | gate.require_passport.min_labels",
        "{'min_labels':2.5} | gate.require_passport.min_labels",
        "{'min_kappa':2} | gate.require_passport.min_kappa",
        "{'labels':10} | gate.require_passport.labels",
      },
      quoteCharacter = '`')
  void shouldRefuseWhatCannotBeDemanded(String demand, String field) {
    // Given
    List<Violation> wrong = new ArrayList<>();

    // When
    Gate unused = gate(demand, wrong);

    // Then
    assertThat(unused).isNotNull();
    assertThat(wrong).extracting(Violation::field).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "pass_rate, exact, 0.9, PASS, PASS",
    "field_accuracy, , 0.9, PASS, PASS",
    "pass_rate, helpful, 0.9, PASS, INCONCLUSIVE",
    "pass_rate, helpful, 0.1, FAIL, INCONCLUSIVE",
    "pass_rate, helpful, , FAIL, FAIL",
    "mean_score, blend, 0.9, PASS, INCONCLUSIVE",
    "pass_rate, , 0.9, PASS, INCONCLUSIVE",
    "max_regressions, , 0, PASS, INCONCLUSIVE",
    "min_delta, exact, 0.1, PASS, PASS",
  })
  void shouldBelieveNothingThatHangsOnAJudgeWithoutPassport(
      String type, String scorer, Double observed, Outcome before, Outcome after) {
    // When
    GateResult result = demanded(AgainstPeople.NOBODY, type, scorer, observed, before);

    // Then
    assertThat(result.criteria().get(0).outcome()).isEqualTo(after);
    assertThat(result.criteria().get(0).passed()).isEqualTo(after == Outcome.PASS);
    assertThat(result.verdict())
        .isEqualTo(
            switch (after) {
              case PASS -> Verdict.PASS;
              case FAIL -> Verdict.FAIL;
              case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
            });
    if (after != before) {
      assertThat(result.criteria().get(0).message())
          .startsWith("The gate requires a passport, which the judge of helpful has not.");
    }
  }

  @Test
  void shouldBelieveAJudgeWithPassport() {
    // Given
    AgainstPeople agreeing = AgainstPeople.of(new Confusion(20, 1, 1, 20), 0);

    // Then
    assertThat(demanded(agreeing, "pass_rate", "blend", 0.9, Outcome.PASS).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(demanded(agreeing, "pass_rate", null, 0.1, Outcome.FAIL).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void shouldNotBelieveADifferenceToWhatAnotherJudgeSaid() {
    // Given a judge with a passport, and a baseline that another one has judged
    AgainstPeople agreeing = AgainstPeople.of(new Confusion(20, 1, 1, 20), 0);

    // When
    GateResult result = demanded(agreeing, "min_delta", "blend", 0.9, Outcome.PASS);

    // Then
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.criteria().get(0).message()).contains("rescore the baseline");
    assertThat(demanded(agreeing, "min_delta", "exact", 0.9, Outcome.PASS).verdict())
        .isEqualTo(Verdict.PASS);
  }

  private static GateResult demanded(
      AgainstPeople against, String type, String scorer, Double observed, Outcome outcome) {
    List<ScorerSpec> scorers =
        List.of(
            new ScorerSpec("exact_match", "exact", 1.0, null),
            new ScorerSpec("field_accuracy", "fields", 1.0, null),
            new ScorerSpec("llm_judge", "helpful", 0.8, null),
            new ScorerSpec("weighted", "blend", 0.8, json("{'weights':{'helpful':1}}")));
    RunSummary summary =
        Summaries.of(scorers, MemoryTotals.of(scorers, 1, List.of()))
            .judgedBy(Map.of("helpful", JudgedRate.of("hash", 10, 5, 1, against)));
    Criterion criterion =
        new Criterion(CriterionType.of(type), 0.5, null, scorer, null, Severity.ERROR, null);
    CriterionResult result =
        new CriterionResult(
            criterion, observed, null, null, outcome == Outcome.PASS, outcome, null, "so it is");
    return PassportDemand.PLAIN.on(
        new GateResult(Gate.verdict(List.of(result)), List.of(result), false),
        summary,
        scorers,
        Set.of("helpful"));
  }
}
