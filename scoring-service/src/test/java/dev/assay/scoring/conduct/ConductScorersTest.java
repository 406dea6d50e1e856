package dev.assay.scoring.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.Usage;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConductScorersTest {
  private static final Answer ANSWER =
      Scoring.measured(new Usage(100, 10, 50, 20), 1200L, 300L, 0.02);

  private static Score score(String scorer, String params, Answer answer) {
    ScorerSpec spec = new ScorerSpec(scorer, null, null, Scoring.json(params));
    return Scoring.score(spec, Scoring.item(null), answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency | {\"max_ms\": 1200} | 1",
        "latency | {\"max_ms\": 1199} | 0",
        "latency | {\"max_ms\": 300, \"measure\": \"first_token\"} | 1",
        "cost | {\"max_cost\": 0.02} | 1",
        "cost | {\"max_cost\": 0.01} | 0",
        "tokens | {\"max_tokens\": 150} | 1",
        "tokens | {\"max_tokens\": 149} | 0",
        "tokens | {\"max_tokens\": 50, \"kind\": \"output\"} | 1",
        "tokens | {\"max_tokens\": 99, \"kind\": \"input\"} | 0",
        "tokens | {\"max_tokens\": 20, \"kind\": \"reasoning\"} | 1"
      })
  void shouldHoldTheAnswerAgainstTheLimit(String scorer, String params, int score) {
    assertThat(score(scorer, params, ANSWER).score()).isEqualTo(score);
  }

  /** The report q-lower-better: a threshold of 1 is for the score, and not for the seconds. */
  @ParameterizedTest
  @CsvSource({"10, true", "5000, false"})
  void shouldPassWhatIsFasterThanTheLimit(long latencyMs, boolean passed) {
    // Given
    ScorerSpec spec = new ScorerSpec("latency", "latency", 1.0, Scoring.json("{\"max_ms\": 1000}"));

    // When
    Score score =
        Scoring.score(spec, Scoring.item(null), Scoring.measured(null, latencyMs, null, null));

    // Then
    assertThat(score.passed()).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency | {\"max_ms\": 1}",
        "cost | {\"max_cost\": 1}",
        "tokens | {\"max_tokens\": 1}"
      })
  void shouldNotScoreWhatWasNotMeasured(String scorer, String params) {
    assertThat(score(scorer, params, Scoring.answer(null)).error().code())
        .isEqualTo(ErrorCode.NOT_A_NUMBER);
  }

  @Test
  void shouldReadTheToolCallsOfAnAnswer() {
    // Given
    Answer answer =
        new Answer(
            null,
            Scoring.json(
                "[{\"id\": \"1\", \"name\": \"search\", \"arguments\": {}},"
                    + " {\"function\": {\"name\": \"read\"}}]"),
            "tool_calls",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false);
    // When / Then
    assertThat(score("tool_calls", "{\"expected_tool\": \"read\"}", answer).score()).isEqualTo(1);
    assertThat(
            score("tool_calls", "{\"expected_tool\": \"read\", \"strict\": true}", answer).score())
        .isEqualTo(0);
    assertThat(
            score(
                    "tool_calls",
                    "{\"expected_order\": [\"search\", \"read\"], \"strict\": true}",
                    answer)
                .score())
        .isEqualTo(1);
  }

  @Test
  void shouldTakeTheExpectedToolsFromTheItem() {
    assertThat(
            Scoring.score(
                    "tool_calls",
                    null,
                    Scoring.json("[\"a\", \"b\"]"),
                    Scoring.json("[\"a\", \"b\"]"))
                .score())
        .isEqualTo(1);
    assertThat(Scoring.score("tool_calls", null, Scoring.json("[\"a\"]"), null).error().code())
        .isEqualTo(ErrorCode.EXPECTED_MISSING);
  }
}
