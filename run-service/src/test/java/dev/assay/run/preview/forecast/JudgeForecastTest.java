package dev.assay.run.preview.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many questions judges get and what they take, from the catalogue and the parameters. */
class JudgeForecastTest {
  private static final String PAIRWISE =
      """
      {"properties": {"votes": {"default": 1}, "swap": {"default": true}}, "x-canaries": true,
       "x-questions": {"low": 1, "expected": 1, "high": 1, "times": ["votes"], "twice": "swap",
         "reply": "text", "prompt_chars": 400}}
      """;

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static JudgeQuestions questions(String schema, String params) {
    ScorerDescriptor known =
        new ScorerDescriptor(
            "s", 1, "S", "", "", List.of("judge"), false, "number", "0..1", true, json(schema));
    return JudgeQuestions.of(new ScorerSpec("s", "s", null, json(params)), known);
  }

  private static JudgeForecast.One one(Assumed.Prices prices) {
    return JudgeForecast.One.of(
        "helpful",
        "acme",
        "wise",
        103,
        Range.of(2, 2, 2),
        Range.of(500, 1000, 2000),
        Range.of(50, 100, 200),
        prices,
        0);
  }

  @Test
  void shouldCountVotesAndBothOrders() {
    assertThat(questions(PAIRWISE, "{}").each().expected()).isEqualTo(2);
    assertThat(questions(PAIRWISE, "{\"votes\": 3}").each()).isEqualTo(Range.of(6, 6, 6));
    assertThat(questions(PAIRWISE, "{\"votes\": 3, \"swap\": false}").each().high()).isEqualTo(3);
    assertThat(questions(PAIRWISE, "{}").canaries()).isTrue();
  }

  @Test
  void shouldCountTheSpansThatAScorerLooksAt() {
    // Given
    ScorerSpec perSpan =
        new ScorerSpec("s", "s", null, json("{\"spans\": {\"kind\": \"tool\"}, \"votes\": 3}"));
    String spans =
        """
        {"spans": {"spans": [
          {"kind": "tool", "output": "0123456789"}, {"kind": "llm", "output": "not looked at"},
          {"kind": "tool", "input": "01234", "output": "01234"},
          {"kind": "tool", "withheld": "too_large"}]}}
        """;
    ScoringItem with = new ScoringItem("1", null, null, null, null, null, null, null, json(spans));
    ScoringItem without = new ScoringItem("2", null, null, null, null, null, null, null, null);

    // When
    SpanSample sample = SpanSample.of(perSpan, List.of(with, without));

    // Then
    assertThat(sample).isEqualTo(new SpanSample(1, 10));
    assertThat(SpanSample.of(perSpan, List.of(with)).perItem()).isEqualTo(2);
    assertThat(SpanSample.of(new ScorerSpec("s", "s", null, null), List.of(with))).isNull();
    JudgeQuestions questions = questions(PAIRWISE, "{\"votes\": 3}").aboutSpans(2.5);
    assertThat(questions.each()).isEqualTo(Range.of(15, 15, 15));
    assertThat(questions.canaries()).isFalse();
  }

  @Test
  void shouldCountWhatTheUserWroteToTheLengthOfAQuestion() {
    assertThat(questions(PAIRWISE, "{\"criteria\": \"0123456789\"}").chars()).isEqualTo(410);
  }

  @Test
  void shouldSayARangeWhereItIsUpToTheTexts() {
    JudgeQuestions recall =
        questions(
            "{\"x-questions\": {\"low\": 2, \"expected\": 5, \"high\": 13, \"times\": [\"votes\"]}}",
            "{\"votes\": 2}");

    assertThat(recall.each()).isEqualTo(Range.of(4, 10, 26));
  }

  @Test
  void shouldAssumeOneQuestionOfAScorerThatSaysNothing() {
    assertThat(JudgeQuestions.of(new ScorerSpec("s", "s", null, null), null))
        .isEqualTo(new JudgeQuestions(Range.of(1, 1, 1), 0, "text", false));
  }

  @Test
  void shouldMultiplyAnswersQuestionsTokensAndPrices() {
    // When
    JudgeForecast.One one = one(new Assumed.Prices(2, 10));

    // Then 206 questions of 1,000 and 100 tokens
    assertThat(one.calls()).isEqualTo(Range.of(206, 206, 227));
    assertThat(one.tokensIn().expected()).isEqualTo(206_000);
    assertThat(one.tokensOut().expected()).isEqualTo(20_600);
    assertThat(one.cost().expected()).isCloseTo(0.206 * 2 + 0.0206 * 10, within(1e-9));
  }

  @Test
  void shouldNotKnowTheSumOfCostsWhenOneIsNotKnown() {
    // Given
    JudgeForecast.One priced = one(new Assumed.Prices(2, 10));

    // Then
    assertThat(JudgeForecast.of(List.of(priced, one(null))).cost()).isNull();
    assertThat(JudgeForecast.of(List.of(priced, one(null))).calls().expected()).isEqualTo(412);
    assertThat(JudgeForecast.of(List.of(priced, priced)).cost().expected())
        .isCloseTo(2 * priced.cost().expected(), within(1e-9));
  }
}
