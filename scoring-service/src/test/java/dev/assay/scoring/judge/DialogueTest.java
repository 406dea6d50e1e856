package dev.assay.scoring.judge;

import static dev.assay.scoring.judge.ScriptedJudge.answer;
import static dev.assay.scoring.judge.ScriptedJudge.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.scorer.UnansweredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a judge is asked and what its replies come to, whatever the kind. */
class DialogueTest {
  private static final String GOOD = "{\"reasoning\":\"It does.\",\"score\":0.75}";

  @Test
  void shouldScoreAsTheJudgeReplies() {
    // Given
    ScriptedJudge judge = ScriptedJudge.saying(GOOD);
    // When
    Score score =
        judge.score(
            new ScorerSpec("llm_judge", "helpful", 0.8, null), item("2+2?", "4"), answer("four"));
    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.SUCCESS);
    assertThat(score.score()).isCloseTo(0.75, within(1e-9));
    assertThat(score.passed()).isFalse();
    assertThat(score.reason()).isEqualTo("It does.");
    assertThat(score.metadata().at("/replies/0/output").asText()).isEqualTo(GOOD);
    assertThat(score.judging().questions()).isEqualTo(1);
    assertThat(score.judging().usage().input()).isEqualTo(100);
    assertThat(score.judging().cost()).isEqualTo(0.01);
    assertThat(score.judging().passport()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{\"reasoning\":\"x\",\"score\":1.2}",
        "{\"reasoning\":\"x\",\"score\":-0.1}",
        "{\"reasoning\":\"x\",\"score\":\"1\"}",
        "{\"reasoning\":\"x\"}",
        "{\"reasoning\":\"x\",\"score\":1,\"score\":0}",
        "{\"reasoning\":\"x\",\"score\":1,\"more\":2}",
        "The verdict: {\"reasoning\":\"x\",\"score\":1}",
        "{\"reasoning\":\"x\",\"score\":1} and more",
        "[{\"reasoning\":\"x\",\"score\":1}]",
        "{\"reasoning\":\"x\",\"score\":NaN}"
      })
  void shouldAskOnceMoreForAReplyThatDoesNotFitAndThenGiveUp(String bad) {
    // When
    ScriptedJudge repaired = ScriptedJudge.saying(bad, GOOD);
    Score good = repaired.score("llm_judge", null, null, "an answer");
    // Then
    assertThat(good.score()).isEqualTo(0.75);
    assertThat(repaired.asked())
        .extracting(UnansweredException::name)
        .containsExactly("", "repair");
    // When
    Score given = ScriptedJudge.saying(bad, bad).score("llm_judge", null, null, "an answer");
    // Then
    assertThat(given.status()).isEqualTo(ScoreStatus.ERROR);
    assertThat(given.score()).isNull();
    assertThat(given.error().code()).isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
    assertThat(given.judging().questions()).isEqualTo(2);
  }

  @Test
  void shouldAskOnceMoreWhenTheChoiceIsNoneOfThoseOffered() {
    // Given
    String none = "{\"reason\":\"r\",\"choice\":\"F\"}";
    ScriptedJudge judge = ScriptedJudge.saying(none, "{\"reason\":\"r\",\"choice\":\" b\\n\"}");
    // When
    Score score = judge.score("factuality", null, "expected", "an answer");
    // Then
    assertThat(score.score()).isEqualTo(0.6);
    assertThat(score.metadata().get("label").asText()).isEqualTo("B");
    assertThat(judge.asked()).extracting(UnansweredException::name).containsExactly("", "repair");
    assertThat(
            ScriptedJudge.saying(none, none)
                .score("summary", null, "expected", "an answer")
                .error()
                .code())
        .isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
  }

  @Test
  void shouldReadAReplyInACodeFence() {
    assertThat(
            ScriptedJudge.saying("```json\n" + GOOD + "\n```")
                .score("llm_judge", null, null, "an answer")
                .score())
        .isEqualTo(0.75);
  }

  @Test
  void shouldKeepMaterialOutOfTheSystemMessageAndBetweenFreshDelimiters() {
    // Given
    ScriptedJudge judge = ScriptedJudge.saying("?", GOOD);
    // When
    judge.score("llm_judge", "{\"criteria\":\"Is it kind?\"}", "EXPECTED", "FORTY-TWO");
    // Then
    String first = text(judge, 0, 1);
    assertThat(text(judge, 0, 0)).doesNotContain("FORTY-TWO", "EXPECTED", "What?", "Is it kind?");
    assertThat(first)
        .contains("Is it kind?")
        .contains("<<answer noncebeef>>\nFORTY-TWO\n<<end answer noncebeef>>")
        .contains("<<expected answer noncebeef>>\nEXPECTED\n");
    assertThat(text(judge, 1, 1)).contains("<<answer noncebef0>>").doesNotContain("noncebeef");
    assertThat(text(judge, 1, 1)).contains("did not fit").doesNotContain("?\n?");
  }

  private static String text(ScriptedJudge judge, int question, int message) {
    ChatMessage found = judge.conversations().get(question).get(message);
    JsonNode content = found.content();
    return content.isTextual() ? content.textValue() : content.toString();
  }

  @Test
  void shouldShowImagesToAJudgeThatCanSee() {
    // Given
    ScoringItem item =
        new ScoringItem(
            "1",
            ScriptedJudge.json(
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is it?\"},"
                    + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"asset:aa\"}}]}]"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            ScriptedJudge.json(
                "[{\"kind\":\"image\",\"ref\":\"bb\"},{\"kind\":\"audio\",\"ref\":\"cc\"}]"));
    ScriptedJudge seeing = ScriptedJudge.saying(GOOD);
    ScriptedJudge blind = ScriptedJudge.saying(GOOD);
    // When
    Score seen = seeing.score(new ScorerSpec("llm_judge", null, null, null), item, answer("a cat"));
    Score unseen =
        blind.score(
            new ScorerSpec("llm_judge", null, null, ScriptedJudge.json("{\"images\":false}")),
            item,
            answer("a cat"));
    // Then
    assertThat(seen.score()).isEqualTo(unseen.score());
    JsonNode content = seeing.conversations().get(0).get(1).content();
    assertThat(content.findValuesAsText("url")).containsExactly("asset:aa", "asset:bb");
    assertThat(content.get(0).get("text").textValue()).contains("user: What is it?[image 1]");
    assertThat(blind.conversations().get(0).get(1).content().isTextual()).isTrue();
  }

  @Test
  void shouldTakeTheMiddleOfSeveralVotes() {
    // Given
    ScriptedJudge judge =
        ScriptedJudge.saying(
            "{\"reasoning\":\"a\",\"score\":0.2}",
            "nonsense",
            "{\"reasoning\":\"b\",\"score\":0.9}",
            "{\"reasoning\":\"c\",\"score\":0.8}");
    // When
    Score score = judge.score("llm_judge", "{\"votes\":3}", null, "an answer");
    // Then
    assertThat(score.score()).isEqualTo(0.8);
    assertThat(score.reason()).isEqualTo("c");
    assertThat(score.metadata().get("agreement").doubleValue()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(judge.asked())
        .extracting(UnansweredException::name)
        .containsExactly("vote1", "vote2", "vote2#repair", "vote3");
  }

  @Test
  void shouldTakeTheMajorityOfLabels() {
    // When
    Score score =
        ScriptedJudge.saying(
                "{\"reason\":\"x\",\"choice\":\"A\"}",
                "{\"reason\":\"y\",\"choice\":\"D\"}",
                "{\"reason\":\"z\",\"choice\":\"A\"}")
            .score("factuality", "{\"votes\":3}", "expected", "an answer");
    // Then
    assertThat(score.score()).isEqualTo(0.4);
    assertThat(score.metadata().get("label").asText()).isEqualTo("A");
    assertThat(score.metadata().get("agreement").doubleValue()).isCloseTo(2.0 / 3, within(1e-9));
  }

  @Test
  void shouldHaveAnotherPassportForAnotherCriterion() {
    // When
    String one =
        ScriptedJudge.saying(GOOD)
            .score("llm_judge", "{\"criteria\":\"kind\"}", null, "x")
            .judging()
            .passport();
    String same =
        ScriptedJudge.saying(GOOD)
            .score("llm_judge", "{\"criteria\":\"kind\",\"judge\":{\"model\":\"m\"}}", "e", "y")
            .judging()
            .passport();
    String other =
        ScriptedJudge.saying(GOOD)
            .score("llm_judge", "{\"criteria\":\"short\"}", null, "x")
            .judging()
            .passport();
    // Then
    assertThat(one).isEqualTo(same).isNotEqualTo(other);
  }
}
