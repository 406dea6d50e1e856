package dev.assay.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the vector file whose family stands for a scorer of ours. */
class ScorerVectorsTest {
  private static final double TOLERANCE = 1e-9;

  static List<Vector> rows() {
    return Vector.all().stream()
        .filter(vector -> VectorFamily.RUN.containsKey(vector.scorer()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldScoreAsTheReferenceDoes(Vector vector) {
    // Given
    VectorFamily family = VectorFamily.RUN.get(vector.scorer());
    // When
    Score score =
        Scoring.score(
            family.scorer(), family.params(vector), family.output(vector), vector.expected());
    // Then
    String rule = VectorFamily.ruleAgainst(vector);
    if (rule != null) {
      assertThat(score.status()).as(rule).isEqualTo(ScoreStatus.ERROR);
      assertThat(score.error().code()).as(rule).isEqualTo(ErrorCode.NOT_A_NUMBER);
    } else if (VectorFamily.isWithoutExpected(vector)) {
      assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    } else if (vector.scorer().startsWith("vlm.") && vector.score().isNull()) {
      assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    } else if (vector.referenceFails()) {
      assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
      assertThat(score.error().code()).isIn(ErrorCode.EXPECTED_MISSING, ErrorCode.NOT_JSON);
    } else {
      assertThat(score.error()).isNull();
      assertThat(score.score()).isCloseTo(vector.score().doubleValue(), within(TOLERANCE));
    }
    if (vector.fields() != null && !vector.fields().isEmpty()) {
      assertThat(score.metadata().get("fields")).isEqualTo(vector.fields());
    }
  }

  @Test
  void shouldKnowEveryFamilyOfTheFile() {
    // Given
    var present =
        Vector.all().stream().map(Vector::scorer).collect(Collectors.toCollection(TreeSet::new));
    // When
    var known = new TreeSet<>(VectorFamily.RUN.keySet());
    known.addAll(VectorFamily.NOT_RUN.keySet());
    known.addAll(JudgeFamily.RUN.keySet());
    known.addAll(JudgeFamily.NOT_RUN.keySet());
    // Then
    assertThat(known).isEqualTo(present);
    assertThat(VectorFamily.RUN.keySet())
        .doesNotContainAnyElementsOf(VectorFamily.NOT_RUN.keySet());
  }
}
