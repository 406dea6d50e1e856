package dev.assay.benchmarks.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.structured.FieldAccuracyScorer;
import dev.assay.scoring.value.JsonDiffScorer;
import dev.assay.scoring.value.LevenshteinScorer;
import dev.assay.scoring.value.NumericMatchScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
  @ParameterizedTest
  @ValueSource(ints = {20, 200, 2000})
  void shouldHaveTheLengthsThatAreReported(int characters) {
    // When
    String expected = Samples.text(characters, 1);
    String near = Samples.edited(expected, 2);

    // Then
    assertThat(expected).hasSize(characters).isEqualTo(Samples.text(characters, 1));
    assertThat(near).hasSize(characters).isNotEqualTo(expected);
    assertThat(score(Subject.of(new LevenshteinScorer(), near, expected))).isBetween(0.9, 0.99);
    assertThat(Samples.endingWithNumber(characters, "1,234.50", 1)).hasSize(characters);
  }

  @Test
  void shouldMeasureWhatTheNamesSay() {
    // Given
    ObjectNode invoice = Samples.invoice(1);
    TextNode misread = TextNode.valueOf(Samples.misread(invoice).toString());

    // Then
    assertThat(invoice.toString()).hasSizeBetween(1_900, 2_300);
    assertThat(score(Subject.of(new FieldAccuracyScorer(), misread, invoice))).isBetween(0.5, 0.99);
    assertThat(score(Subject.of(new JsonDiffScorer(), misread, invoice))).isBetween(0.5, 0.9999);
    assertThat(
            score(
                Subject.of(
                    new NumericMatchScorer(),
                    Samples.endingWithNumber(200, "1,234.50", 1),
                    "1234.5")))
        .isEqualTo(1.0);
    TaskOfTwoScorers task = new TaskOfTwoScorers();
    task.prepare();
    assertThat(task.task().units()).hasSize(64);
  }

  private static double score(Subject subject) {
    return ((Outcome.Measured) subject.measure()).score();
  }
}
