package dev.assay.scoring.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number outside of the author's range is no score: it is not cut to the nearest one. */
class CustomRangeTest {
  private static final String ONE_TO_FIVE =
      "{\"template\":\"{{output}}\",\"min\":1,\"max\":5,\"schema\":{\"type\":\"object\","
          + "\"properties\":{\"score\":{\"type\":\"number\"}},\"required\":[\"score\"]}}";

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.99", "5.01", "6", "-3", "1e9"})
  void shouldNotClampANumberOutOfRange(String number) {
    Score score =
        ScriptedJudge.saying("{\"score\":" + number + "}").score("custom", ONE_TO_FIVE, null, "x");
    assertThat(score.score()).isNull();
    assertThat(score.error().code()).isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0.5", "5, 1"})
  void shouldScaleWhatIsInRange(String number, double expected) {
    Score score =
        ScriptedJudge.saying("{\"score\":" + number + "}").score("custom", ONE_TO_FIVE, null, "x");
    assertThat(score.score()).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "content_filter, null, The provider's content filter ended the reply.",
        "content_filter, '', The provider's content filter ended the reply.",
        "content_filter, I will not, I will not",
        "stop, I will not, I will not",
        "stop, null, null",
        "stop, '', null",
        "length, null, null"
      })
  void shouldTakeAReplyThatAFilterEndedForARefusal(String finish, String said, String refusal) {
    // Given a reply that would fit the form
    TextNode output = TextNode.valueOf("{\"reasoning\":\"r\",\"score\":1}");
    Answer answer =
        new Answer(output, null, finish, said, null, null, null, null, null, null, null, false);
    ModelReply reply = new ModelReply(null, "worker", answer, null, null, List.of(), null);
    // When
    JudgeReply read = JudgeReply.of("", List.of(), reply);
    // Then
    assertThat(read.refusal()).isEqualTo(refusal);
    if (refusal != null) {
      Dialogue dialogue = new Dialogue(List.of(read));
      assertThatThrownBy(() -> dialogue.ask(new Question.Endpoint("", null)))
          .isInstanceOfSatisfying(
              UnmeasurableException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.JUDGE_REFUSED));
    }
  }
}
