package dev.assay.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.judge.ScriptedJudge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What public reports say went wrong in tools of this kind; each row names its report. */
class PublicReportsTest {
  private static List<JsonNode> rows(String name) {
    try (InputStream in = PublicReportsTest.class.getResourceAsStream("/vectors/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n")).map(Scoring::json).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> reports() {
    return rows("public-reports.jsonl");
  }

  static List<JsonNode> replies() {
    return rows("public-judge-replies.jsonl");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void shouldScoreAsTheReportAsksFor(JsonNode report) {
    for (int i = 0; i < report.get("probes").size(); i++) {
      // Given
      JsonNode probe = report.get("probes").get(i);
      JsonNode params = probe.has("params") ? probe.get("params") : report.get("params");
      ScoringItem item = Scoring.item(probe.get("expected"), probe.get("choices"));
      JsonNode calls = probe.path("answer").get("tool_calls");
      Answer answer =
          new Answer(
              probe.get("output"),
              calls,
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
      Score score =
          Scoring.score(
              new ScorerSpec(report.get("scorer").textValue(), null, null, params), item, answer);
      // Then
      JsonNode wanted = report.get("scores").get(i);
      String why =
          report.get("id").textValue() + " " + probe + ": " + report.get("why").textValue();
      if (wanted.isNumber()) {
        assertThat(score.score()).as(why).isEqualTo(wanted.doubleValue());
      } else {
        switch (wanted.textValue()) {
          case "none" -> assertThat(score.score()).as(why).isNull();
          case "<1" -> assertThat(score.score()).as(why).isLessThan(1);
          case ">0" -> assertThat(score.score()).as(why).isGreaterThan(0);
          default -> throw new IllegalArgumentException(wanted.textValue());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("replies")
  void shouldNeverMakeAScoreOfAReplyThatIsNone(JsonNode report) {
    // Given a judge that replies like this both times
    JsonNode reply = TextNode.valueOf(report.get("reply").textValue());
    ScriptedJudge judge =
        ScriptedJudge.replying(reply, reply).finishing(report.path("finish").asText("stop"));
    // When
    Score score = judge.score("custom", "{\"template\":\"{{output}}\"}", null, "an answer");
    // Then
    assertThat(score.score()).isNull();
    assertThat(score.error().code()).isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
    assertThat(score.error().message()).contains(report.path("says").asText());
  }
}
