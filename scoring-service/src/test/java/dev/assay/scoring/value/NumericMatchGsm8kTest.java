package dev.assay.scoring.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.scoring.Scoring;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * GSM8K (Cobbe et al. 2021, MIT licence): numeric_match agrees with the paper's own judgement. The
 * sample always runs; the whole test set runs when {@code assay.gsm8k} (or ASSAY_GSM8K) names the
 * folder that holds it.
 */
class NumericMatchGsm8kTest {
  @Test
  void shouldAgreeWithTheJudgementOfTheSample() throws IOException {
    // Given
    List<JsonNode> sample;
    try (InputStream in = getClass().getResourceAsStream("/vectors/gsm8k-sample.jsonl")) {
      sample = lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(sample).hasSizeGreaterThanOrEqualTo(35);
    for (JsonNode row : sample) {
      // When
      Score score = Scoring.score("numeric_match", null, row.get("output"), row.get("expected"));
      // Then
      assertThat(score.score())
          .as(row.get("model").asText() + " " + row.get("id").asText())
          .isEqualTo(row.get("is_correct").booleanValue() ? 1.0 : 0.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"6b_finetuning, 0.216831", "175b_verification, 0.562547"})
  void shouldReproduceThePapersAccuracy(String model, double accuracy) throws IOException {
    // Given
    String folder = System.getProperty("assay.gsm8k", System.getenv("ASSAY_GSM8K"));
    Assumptions.assumeTrue(
        folder != null,
        "NOT RUN: set -Dassay.gsm8k or ASSAY_GSM8K to the folder with items.jsonl and answers-*.jsonl");
    Map<String, JsonNode> expected = new HashMap<>();
    for (JsonNode item : lines(Files.readString(Path.of(folder, "items.jsonl")))) {
      expected.put(item.get("id").asText(), item.get("expected"));
    }
    List<JsonNode> answers =
        lines(Files.readString(Path.of(folder, "answers-" + model + ".jsonl")));
    // When
    List<String> disagreements = new ArrayList<>();
    double sum = 0;
    for (JsonNode answer : answers) {
      String id = answer.get("id").asText();
      Score score = Scoring.score("numeric_match", null, answer.get("output"), expected.get(id));
      sum += score.score();
      if (answer.get("is_correct").booleanValue() != (score.score() == 1)) {
        disagreements.add(id);
      }
    }
    // Then
    assertThat(answers).hasSize(1319);
    assertThat(disagreements).isEmpty();
    assertThat(sum / answers.size()).isCloseTo(accuracy, within(5e-7));
  }

  private static List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : text.split("\n")) {
      rows.add(Json.mapper().readTree(line));
    }
    return rows;
  }
}
