package dev.assay.scoring.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call with other arguments than the expected ones is another call. */
class ExpectedArgumentsTest {
  private static final String MADE =
      "[{\"name\":\"get\",\"arguments\":\"{\\\"id\\\":\\\"1\\\",\\\"deep\\\":{\\\"a\\\":1,\\\"b\\\":2}}\"}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "equal | {\"id\":\"1\",\"deep\":{\"b\":2.0,\"a\":1}} | 1",
        "equal | {\"id\":\"1\"} | 0",
        "equal | {\"id\":1,\"deep\":{\"a\":1,\"b\":2}} | 0",
        "equal | {} | 0",
        "contains | {\"id\":\"1\"} | 1",
        "contains | {\"deep\":{\"a\":1}} | 1",
        "contains | {\"deep\":{\"a\":2}} | 0",
        "contains | {} | 1",
        "ignore | {\"id\":\"9\"} | 1",
        "equal | null | 1"
      })
  void shouldHoldTheArgumentsAgainstTheExpectedOnes(String rule, String wanted, double score) {
    String expected = "[{\"name\":\"get\",\"arguments\":" + wanted + "}]";
    assertThat(score("{\"arguments\":\"" + rule + "\"}", expected).score()).isEqualTo(score);
  }

  @Test
  void shouldSayThatOnlyTheArgumentsDiffer() {
    Score score =
        score("{}", "[{\"function\":{\"name\":\"get\",\"arguments\":\"{\\\"id\\\":2}\"}}]");
    assertThat(score.score()).isZero();
    assertThat(score.reason()).contains("other arguments");
  }

  @Test
  void shouldAskForNothingWhereOnlyNamesAreExpected() {
    assertThat(score("{}", "[\"get\"]").score()).isEqualTo(1);
    assertThat(score("{\"strict\": true}", "\"get\"").score()).isEqualTo(1);
    assertThat(score("{\"expected_tool\": \"get\"}", "[]").score()).isEqualTo(1);
  }

  private static Score score(String params, String expected) {
    JsonNode calls = Scoring.json(MADE);
    Answer answer =
        new Answer(null, calls, "stop", null, null, null, null, null, null, null, null, false);
    return Scoring.score(
        new ScorerSpec("tool_calls", null, null, Scoring.json(params)),
        Scoring.item(Scoring.json(expected)),
        answer);
  }
}
