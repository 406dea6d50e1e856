package dev.assay.scoring.judge;

import static dev.assay.scoring.judge.ScriptedJudge.answer;
import static dev.assay.scoring.judge.ScriptedJudge.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reads that a judge's reply was none is told what ended it. */
class JudgeFinishTest {
  private static final String GOOD = "{\"reasoning\":\"r\",\"score\":1}";
  private static final String TWICE =
      "The judge replied twice with something that does not fit the form.";
  private static final String REFUSED = "The judge refused to judge this answer.";
  private static final String LIMIT =
      " The token limit cut the reply off (finish_reason length); raise max_tokens in the judge's"
          + " params.";

  private static String message(ScriptedJudge judge) {
    return judge.score("llm_judge", null, null, "x").error().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "stop           | none     | JUDGE_UNPARSABLE | none",
        "length         | none     | JUDGE_UNPARSABLE | finish_reason length",
        "tool_calls     | none     | JUDGE_UNPARSABLE | The reply ended with finish_reason tool_calls.",
        "eom            | none     | JUDGE_UNPARSABLE | The reply ended with finish_reason eom.",
        "content_filter | none     | JUDGE_REFUSED    | finish_reason content_filter",
        "content_filter | I refuse | JUDGE_REFUSED    | finish_reason content_filter",
        "length         | I refuse | JUDGE_REFUSED    | finish_reason length",
        "stop           | I refuse | JUDGE_REFUSED    | none"
      })
  void shouldSayWhatEndedAReplyThatIsNone(
      String finish, String refusal, ErrorCode code, String says) {
    // When
    Score score =
        ScriptedJudge.saying("", "")
            .finishing(finish)
            .refusing(refusal)
            .score("llm_judge", null, null, "x");

    // Then
    String plain = code == ErrorCode.JUDGE_REFUSED ? REFUSED : TWICE;
    assertThat(score.score()).isNull();
    assertThat(score.error().code()).isEqualTo(code);
    if (says == null) {
      assertThat(score.error().message()).isEqualTo(plain);
    } else {
      assertThat(score.error().message()).startsWith(plain + " ").contains(says);
    }
  }

  @Test
  void shouldSayItOfEitherReply() {
    assertThat(message(ScriptedJudge.saying("", "?").finishing("length", "stop")))
        .isEqualTo(TWICE + LIMIT);
    assertThat(message(ScriptedJudge.saying("?", "").finishing("stop", "length")))
        .isEqualTo(TWICE + LIMIT);
  }

  @Test
  void shouldSayItOfVotes() {
    // Given a judge whose first two votes are cut off, also when they are asked for again
    ScriptedJudge judge =
        ScriptedJudge.saying("", "", "", "", GOOD)
            .finishing("length", "length", "length", "length", "stop");

    // When
    Score score =
        judge.score(
            new ScorerSpec("llm_judge", "helpful", null, ScriptedJudge.json("{\"votes\":3}")),
            item("2+2?", "4"),
            answer("four"));

    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
    assertThat(score.error().message())
        .isEqualTo("Only 1 of 3 votes of the judge could be read." + LIMIT);
  }

  @Test
  void shouldKeepItBesideTheReplyWhereItWasNotItsOwnEnd() {
    // When
    Score score =
        ScriptedJudge.saying("", GOOD)
            .finishing("length", "stop")
            .score("llm_judge", null, null, "x");

    // Then
    JsonNode replies = score.metadata().get("replies");
    assertThat(score.score()).isEqualTo(1);
    assertThat(replies.get(0).path("finish_reason").textValue()).isEqualTo("length");
    assertThat(replies.get(1).has("finish_reason")).isFalse();
  }
}
