package dev.assay.scoring.judge;

import static dev.assay.scoring.judge.ScriptedJudge.answer;
import static dev.assay.scoring.judge.ScriptedJudge.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomTemplateTest {
  private static final String GOOD = "{\"reasoning\":\"r\",\"score\":1}";

  private static Score score(String template, ScoringItem item) {
    ObjectNode params = Json.mapper().createObjectNode().put("template", template);
    return ScriptedJudge.saying(GOOD)
        .score(new ScorerSpec("custom", "custom", null, params), item, answer("four"));
  }

  private static ScoringItem bare() {
    return new ScoringItem(
        "i",
        Json.mapper().getNodeFactory().textNode("2+2?"),
        null,
        null,
        null,
        null,
        null,
        null,
        Json.mapper().createObjectNode().put("topic", "sums"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{output}} {{item.extra.nope}} | BAD_TEMPLATE",
        "{{output}} {{criteria}} | BAD_TEMPLATE",
        "{{output}} {{choices}} | BAD_TEMPLATE",
        "{{output}} {{expected}} | EXPECTED_MISSING",
        "{{output}} {{context}} | CONTEXT_MISSING",
        "{{ouput}} | BAD_TEMPLATE",
        "{{output} | BAD_TEMPLATE",
        "{{#output}}x{{/output}} | BAD_TEMPLATE",
        "{{> x}} | BAD_TEMPLATE"
      })
  void shouldSayWhatIsNotThereInsteadOfAskingWithoutIt(String template, ErrorCode code) {
    // When
    Score score = score(template, bare());

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(score.error().code()).isEqualTo(code);
  }

  @Test
  void shouldTakeWhatIsThere() {
    assertThat(score("{{input}} {{output}} {{item.id}} {{item.extra.topic}}", bare()).score())
        .isEqualTo(1);
    assertThat(score("{{output}} {{expected}}", item("2+2?", "4")).score()).isEqualTo(1);
  }

  /** The reports g-long and g-brackets. */
  @Test
  void shouldShowAllOfALongAnswerAndAsTheTextThatItIs() {
    // Given
    String all = "x".repeat(60_000) + " the mark at its end";
    ScriptedJudge judge = ScriptedJudge.saying(GOOD);
    ObjectNode params = Json.mapper().createObjectNode().put("template", "Judge: {{output}}");

    // When
    judge.score(new ScorerSpec("custom", "custom", null, params), bare(), answer(all));

    // Then
    assertThat(judge.conversations()).hasSize(1);
    assertThat(judge.conversations().get(0))
        .anySatisfy(message -> assertThat(message.content().asText()).contains(all))
        .noneSatisfy(message -> assertThat(message.content().asText()).contains("[\"xxx"));
  }

  @Test
  void shouldBoundWhatIsShown() {
    // Given
    String template = "{{input}}".repeat(50);
    ScoringItem longItem = item("x".repeat(200_000), "4");

    // When
    Score score = score(template, longItem);

    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.INPUT_TOO_LARGE);
    assertThat(score("{{input}}".repeat(51), bare()).error().code())
        .isEqualTo(ErrorCode.BAD_TEMPLATE);
  }
}
