package dev.assay.scoring.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSimilarityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "meteor | the cat sat on the mat | the cat sat on the mat | 0.9976851851851852",
        "meteor | dog | the cat | 0",
        "rouge_3 | a b c d | a b c e | 0.5",
        "rouge_5 | a b c d | a b c d | 0",
        "rouge_l | a x b y c | a b c | 0.75",
        "cosine | a a b | a b b | 0.8",
        "cosine | x | y | 0",
        "bleu | '' | a | 0",
        "gleu | '' | '' | 0"
      })
  void shouldComputeTheMetricsByTheirDefinition(
      String metric, String output, String expected, double score) {
    String params = "{\"metric\": \"" + metric + "\"}";
    assertThat(Scoring.texts("text_similarity", params, output, expected).score())
        .isCloseTo(score, within(1e-9));
  }

  @Test
  void shouldRefuseTextsThatAreTooLarge() {
    String long1 = "a b c d ".repeat(300_000);
    assertThat(
            Scoring.texts("text_similarity", "{\"metric\": \"bleu\"}", long1, long1).error().code())
        .isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }
}
