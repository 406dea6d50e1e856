package dev.assay.scoring.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineScoringTest {
  @Test
  void shouldSayWhatItCanScoreAndAnswerEveryLine() throws Exception {
    // Given two lines with a case each
    String task =
        """
        {"scorers":[{"id":"exact_match","key":"same","threshold":1}],
         "cases":[{"item":{"expected":"a"},"answer":{"output":"%s","cached":false}}]}
        """
            .replace("\n", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    int code = OfflineScoring.run(in(task.formatted("a") + "\n" + task.formatted("b")), out);

    // Then
    assertThat(code).isZero();
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(Json.mapper().readValue(lines.get(0), ScorerCatalogue.class).scorers())
        .extracting(ScorerDescriptor::id)
        .contains("exact_match", "levenshtein");
    assertThat(score(lines.get(1))).isEqualTo(1.0);
    assertThat(score(lines.get(2))).isEqualTo(0.0);
  }

  @Test
  void shouldReadAgainWhatJudgesReplied() throws Exception {
    // Given a judge whose first reply did not fit, and a scorer that combines it with another one
    String line =
        """
        {"scorers":[{"id":"exact_match","key":"same"},
          {"id":"llm_judge","key":"helpful","threshold":0.5,"params":{"criteria":"Helps?"}},
          {"id":"weighted","key":"all","params":{"weights":{"same":1,"helpful":3}}}],
         "cases":[{"item":{"input":"q","expected":"good answer"},
           "answer":{"output":"good answer","cached":false},
           "replies":{"helpful":[%s]}}]}
        """
            .replace("\n", "");
    String prose = "{\"question\":\"\",\"output\":\"Quite good.\"}";
    String verdict =
        "{\"question\":\"repair\",\"output\":\"{\\\"reasoning\\\":\\\"fine\\\",\\\"score\\\":0.6}\"}";
    String failed =
        "{\"question\":\"\",\"failure\":\"PROVIDER_TIMEOUT\",\"message\":\"It took too long.\"}";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    String lines =
        line.formatted(prose + "," + verdict)
            + line.formatted(prose)
            + line.formatted(prose + "," + verdict + "," + verdict)
            + line.formatted(failed);
    OfflineScoring.run(in(lines.replace("}]}{\"scorers", "}]}\n{\"scorers")), out);

    // Then it is the score that the replies lead to, with the replies
    List<String> units = out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    assertThat(score(units.get(0), "helpful").score()).isEqualTo(0.6);
    assertThat(score(units.get(0), "helpful").passed()).isTrue();
    assertThat(score(units.get(0), "helpful").metadata().path("replies")).hasSize(2);
    assertThat(score(units.get(0), "helpful").judging()).isNull();
    assertThat(score(units.get(0), "all").score()).isEqualTo((1 + 3 * 0.6) / 4);
    // and replies that lead nowhere, or are more than were asked for, prove nothing
    assertThat(unproven(units.get(1))).contains("no reply: repair");
    assertThat(score(units.get(1), "all")).isNull();
    assertThat(unproven(units.get(2))).contains("not asked");
    // and a judge that could not be asked is an error again
    assertThat(score(units.get(3), "helpful").error().message()).contains("It took too long.");
    assertThat(score(units.get(3), "all").error().code()).isEqualTo(ErrorCode.SCORE_MISSING);
  }

  @Test
  void shouldSayAgainWhatEndedAReplyThatWasNone() throws Exception {
    // Given replies that were kept with why they ended
    String line =
        """
        {"scorers":[{"id":"llm_judge","key":"helpful"}],
         "cases":[{"item":{"input":"q"},"answer":{"output":"good answer","cached":false},
           "replies":{"helpful":[{"question":"","output":"","finish_reason":"length"},
             {"question":"repair","output":"","finish_reason":"length"}]}}]}
        """
            .replace("\n", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    // When
    OfflineScoring.run(in(line), out);

    // Then
    Score score = score(out.toString(StandardCharsets.UTF_8).lines().toList().get(1), "helpful");
    assertThat(score.error().message()).contains("finish_reason length");
    assertThat(score.metadata().at("/replies/1/finish_reason").textValue()).isEqualTo("length");
  }

  @Test
  void shouldEndAtALineThatIsNoTask() throws Exception {
    for (String line : List.of("{", "null", "{\"scorers\":[]}")) {
      assertThat(OfflineScoring.run(in(line), new ByteArrayOutputStream()))
          .as(line)
          .isEqualTo(OfflineScoring.UNREADABLE);
    }
  }

  private static Score score(String line, String key) throws Exception {
    return Json.mapper().readValue(line, OfflineTask.Report.class).units().get(0).scores().stream()
        .filter(s -> s.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  private static String unproven(String line) throws Exception {
    return Json.mapper()
        .readValue(line, OfflineTask.Report.class)
        .units()
        .get(0)
        .unproven()
        .get("helpful");
  }

  private static double score(String line) throws Exception {
    ScoreReport report = Json.mapper().readValue(line, ScoreReport.class);
    return report.units().get(0).scores().get(0).score();
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
