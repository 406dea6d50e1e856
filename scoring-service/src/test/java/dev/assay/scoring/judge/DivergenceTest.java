package dev.assay.scoring.judge;

import static dev.assay.scoring.judge.ScriptedJudge.answer;
import static dev.assay.scoring.judge.ScriptedJudge.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new answer against the one that production gave. */
class DivergenceTest {
  private static final String EQUIVALENT = "{\"reason\":\"as before\",\"verdict\":\"equivalent\"}";
  private static final String DIFFERENT = "{\"reason\":\"another\",\"verdict\":\"different\"}";

  private static ScoringItem item(JsonNode extra, String criteria) {
    return new ScoringItem(
        "1",
        TextNode.valueOf("What is the total?"),
        TextNode.valueOf("a correction, which this scorer does not look at"),
        null,
        null,
        criteria,
        null,
        null,
        extra);
  }

  private static ScoringItem answeredBefore(JsonNode output) {
    ObjectNode extra = Json.mapper().createObjectNode();
    extra.putObject("original").set("output", output);
    return item(extra, null);
  }

  private static Score score(ScriptedJudge judge, ScoringItem item, Answer now) {
    return judge.score(new ScorerSpec("divergence", null, 1.0, json("{}")), item, now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'12 EUR'                       | ' 12 EUR '",
        "'{\"total\": 12, \"tax\": 2}'  | '{\"tax\":2.0,\"total\":12}'",
        "'[1, 2]'                       | '[1,2]'",
        "''                             | ' '"
      })
  void shouldAskNobodyWhenTheAnswersAreTheSame(String before, String now) {
    // Given
    ScriptedJudge judge = ScriptedJudge.saying();

    // When
    Score score = score(judge, answeredBefore(TextNode.valueOf(before)), answer(now));

    // Then
    assertThat(score.score()).isEqualTo(1);
    assertThat(score.passed()).isTrue();
    assertThat(score.metadata().get("outcome").asText()).isEqualTo("same");
    assertThat(judge.asked()).isEmpty();
  }

  @Test
  void shouldReadJsonThatWasKeptAsSuch() {
    Score score =
        score(
            ScriptedJudge.saying(),
            answeredBefore(json("{\"total\": 12}")),
            answer("{ \"total\": 12 }"));

    assertThat(score.metadata().get("outcome").asText()).isEqualTo("same");
  }

  @Test
  void shouldLetTheJudgeCallThemEquivalent() {
    // Given
    ScriptedJudge judge = ScriptedJudge.saying(EQUIVALENT);

    // When
    Score score = score(judge, answeredBefore(TextNode.valueOf("12 EUR")), answer("EUR 12"));

    // Then
    assertThat(score.score()).isEqualTo(1);
    assertThat(score.reason()).isEqualTo("as before");
    assertThat(score.metadata().get("outcome").asText()).isEqualTo("equivalent");
    String shown = judge.conversations().get(0).get(1).content().textValue();
    assertThat(shown)
        .contains("<<input ", "<<original answer ", "12 EUR", "<<answer ", "EUR 12")
        .doesNotContain("a correction");
  }

  @Test
  void shouldScoreNothingForADifference() {
    Score score =
        score(
            ScriptedJudge.saying(DIFFERENT),
            answeredBefore(TextNode.valueOf("12 EUR")),
            answer("13 EUR"));

    assertThat(score.score()).isZero();
    assertThat(score.passed()).isFalse();
    assertThat(score.metadata().get("outcome").asText()).isEqualTo("different");
  }

  @Test
  void shouldTakeNumbersThatAreWrittenOtherwiseToTheJudge() {
    // Given text that is no object and no list
    ScriptedJudge judge = ScriptedJudge.saying(EQUIVALENT);

    // When
    score(judge, answeredBefore(TextNode.valueOf("1")), answer("1.0"));

    // Then
    assertThat(judge.asked()).hasSize(1);
  }

  @Test
  void shouldAskWhenTheAnswerActsWhereTheOriginalSpoke() {
    // Given
    ScriptedJudge judge = ScriptedJudge.saying(DIFFERENT);
    Answer acting =
        new Answer(
            TextNode.valueOf("12 EUR"),
            json("[{\"name\": \"refund\", \"arguments\": {}}]"),
            "stop",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false);

    // When
    Score score = score(judge, answeredBefore(TextNode.valueOf("12 EUR")), acting);

    // Then
    assertThat(score.score()).isZero();
  }

  @Test
  void shouldNotBeMeasuredWithoutAnOriginal() {
    for (JsonNode extra : new JsonNode[] {null, json("{}"), json("{\"original\": {}}")}) {
      // Given
      ScriptedJudge judge = ScriptedJudge.saying(EQUIVALENT);

      // When
      Score score = score(judge, item(extra, null), answer("12 EUR"));

      // Then
      assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
      assertThat(score.error().code()).isEqualTo(ErrorCode.EXPECTED_MISSING);
      assertThat(score.score()).isNull();
      assertThat(judge.asked()).isEmpty();
    }
  }

  @Test
  void shouldTakeTheOriginalAnswerOfAPersonsOwnDataset() {
    Score score =
        score(
            ScriptedJudge.saying(),
            item(json("{\"original_answer\": \"12 EUR\"}"), null),
            answer("12 EUR"));

    assertThat(score.metadata().get("outcome").asText()).isEqualTo("same");
  }

  @Test
  void shouldSayWhichDifferencesMatter() {
    // Given
    ScriptedJudge own = ScriptedJudge.saying(EQUIVALENT);
    ScriptedJudge ofItem = ScriptedJudge.saying(EQUIVALENT);
    ObjectNode extra = Json.mapper().createObjectNode();
    extra.putObject("original").put("output", "12 EUR");
    ScoringItem item = item(extra, "The currency matters.");

    // When
    own.score(
        new ScorerSpec("divergence", null, null, json("{\"criteria\":\"The amount matters.\"}")),
        item,
        answer("13 EUR"));
    score(ofItem, item, answer("13 EUR"));

    // Then
    assertThat(own.conversations().get(0).get(1).content().textValue())
        .startsWith("The criterion:\nThe amount matters.");
    assertThat(ofItem.conversations().get(0).get(1).content().textValue())
        .startsWith("The criterion:\nThe currency matters.");
  }
}
