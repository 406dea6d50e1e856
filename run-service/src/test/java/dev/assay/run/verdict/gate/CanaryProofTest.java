package dev.assay.run.verdict.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.Verdict;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.gate.CanaryProof.Result;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryProofTest {
  private static final Result FOOLED = new Result("success", null, 0.9, false);
  private static final Result RIGHT = new Result("success", null, 0.1, true);

  @ParameterizedTest
  @CsvSource({
    "exact, PASS, PASS",
    "helpful, PASS, INCONCLUSIVE",
    "helpful, FAIL, INCONCLUSIVE",
    "blend, PASS, INCONCLUSIVE",
    ", PASS, INCONCLUSIVE",
  })
  void shouldDecideNothingOnAJudgeThatTakesNonsenseForGood(
      String scorer, Outcome before, Outcome after) {
    // Given a judge that gave 0.9 to nonsense and to an answer that told it to
    CanaryProof proof =
        new CanaryProof(Map.of("helpful", Map.of("bad", FOOLED, "injected", FOOLED)));

    // When
    GateResult result = proof.on(judged(scorer, before), scorers());

    // Then
    assertThat(result.criteria().get(0).outcome()).isEqualTo(after);
    assertThat(result.verdict()).isEqualTo(Verdict.valueOf(after.name()));
    if (after != before) {
      assertThat(result.criteria().get(0).message())
          .contains("bad 0.90, injected 0.90")
          .contains("allow_failed_canaries");
    }
  }

  @Test
  void shouldLeaveAloneWhatHangsOnAJudgeThatWasRight() {
    CanaryProof proof = new CanaryProof(Map.of("helpful", Map.of("bad", RIGHT)));

    assertThat(proof.on(judged("helpful", Outcome.PASS), scorers()).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(proof.warnings()).isEmpty();
  }

  @Test
  void shouldWarnOfJudgesThatFailedOrSaidNothing() {
    // Given
    CanaryProof proof =
        new CanaryProof(
            Map.of(
                "helpful", Map.of("bad", FOOLED, "good", RIGHT),
                "tone", Map.of("bad", new Result("error", "JUDGE_FAILED", null, null)),
                "unshown", Map.of()));

    // Then
    assertThat(proof.warnings())
        .extracting(Warning::code)
        .containsExactly("CANARY_FAILED", "CANARY_UNJUDGED");
    assertThat(proof.warnings().get(0).message()).contains("helpful").contains("bad 0.90");
    assertThat(proof.warnings().get(1).message()).contains("tone").contains("bad");
  }

  @Test
  void shouldReadWhetherFailedCanariesAreAllowed() throws Exception {
    JsonNode json =
        Json.mapper()
            .readTree(
                "{\"criteria\":[{\"type\":\"pass_rate\",\"min\":0.5}],"
                    + "\"allow_failed_canaries\":true}");

    assertThat(Gate.parse(json, new ArrayList<>()).allowFailedCanaries()).isTrue();
    assertThat(Gate.parse(json.get("criteria"), new ArrayList<>()).allowFailedCanaries()).isFalse();
  }

  private static List<ScorerSpec> scorers() {
    return List.of(
        new ScorerSpec("exact_match", "exact", 1.0, null),
        new ScorerSpec("llm_judge", "helpful", 0.8, null),
        new ScorerSpec(
            "weighted",
            "blend",
            0.8,
            Json.mapper()
                .createObjectNode()
                .set("weights", Json.mapper().createObjectNode().put("helpful", 1))));
  }

  private static GateResult judged(String scorer, Outcome outcome) {
    Criterion criterion =
        new Criterion(CriterionType.PASS_RATE, 0.5, null, scorer, null, Severity.ERROR, null);
    CriterionResult result =
        new CriterionResult(
            criterion, 0.9, null, null, outcome == Outcome.PASS, outcome, null, "so it is");
    return new GateResult(Gate.verdict(List.of(result)), List.of(result), false);
  }
}
