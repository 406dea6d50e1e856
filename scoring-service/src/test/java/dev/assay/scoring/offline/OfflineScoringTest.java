package dev.assay.scoring.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.message.ScorerDescriptor;
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
  void shouldEndAtALineThatIsNoTask() throws Exception {
    for (String line : List.of("{", "null", "{\"scorers\":[]}")) {
      assertThat(OfflineScoring.run(in(line), new ByteArrayOutputStream()))
          .as(line)
          .isEqualTo(OfflineScoring.UNREADABLE);
    }
  }

  private static double score(String line) throws Exception {
    ScoreReport report = Json.mapper().readValue(line, ScoreReport.class);
    return report.units().get(0).scores().get(0).score();
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
