package dev.assay.run.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Property
  void shouldGiveTheScoreItselfAsTheMeanOfEqualScores(
      @ForAll @DoubleRange(min = 0.01, max = 1) double score,
      @ForAll @IntRange(min = 1, max = 50) int count) {
    // Given
    Moments moments = Moments.EMPTY;

    // When
    for (int i = 0; i < count; i++) {
      moments = moments.plus(score);
    }

    // Then a threshold that every score reaches is reached by the mean
    assertThat(moments.mean()).isEqualTo(score);
    assertThat(moments.std()).isIn(null, 0.0);
  }

  @Property
  void shouldNotDependOnOrderOrParts(
      @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0, max = 1) Double> scores,
      @ForAll @IntRange(min = 0, max = 40) int at) {
    // Given
    int split = Math.min(at, scores.size());
    Moments forward = scores.stream().reduce(Moments.EMPTY, Moments::plus, Moments::plus);

    // When added up from the other end, in two parts
    Moments first =
        scores.subList(0, split).stream().reduce(Moments.EMPTY, Moments::plus, Moments::plus);
    Moments second =
        scores.subList(split, scores.size()).stream()
            .reduce(Moments.EMPTY, Moments::plus, Moments::plus);

    // Then
    assertThat(second.plus(first)).isEqualTo(forward);
    assertThat(forward.mean())
        .isCloseTo(scores.stream().mapToDouble(x -> x).average().orElseThrow(), within(1e-12));
  }

  @Test
  void shouldCountItemsNotAnswersWhenEveryAnswerIsTheSame() {
    // Given three items that passed ten times each
    Clusters clusters = Clusters.empty(0);
    for (int i = 0; i < 3; i++) {
      clusters = clusters.plus(BigInteger.TEN, 10);
    }

    // When
    Interval interval = Proportions.wilson(clusters, 0.95);

    // Then
    Interval ofThree = Proportions.wilson(3, 3, 0.95);
    assertThat(interval.lower()).isCloseTo(ofThree.lower(), within(1e-12));
    assertThat(interval.upper()).isEqualTo(1);
  }

  @Test
  void shouldEqualTheUnclusteredIntervalApproximatelyWhenClustersAreSingle() {
    // Given 60 of 100 single answers
    Clusters clusters = Clusters.empty(0);
    for (int i = 0; i < 100; i++) {
      clusters = clusters.plus(i < 60 ? BigInteger.ONE : BigInteger.ZERO, 1);
    }

    // When
    Interval clustered = Proportions.wilson(clusters, 0.95);

    // Then only G / (G - 1) is between them
    Interval plain = Proportions.wilson(60, 100, 0.95);
    assertThat(clustered.lower()).isCloseTo(plain.lower(), within(1e-3));
    assertThat(clustered.upper()).isCloseTo(plain.upper(), within(1e-3));
  }

  @Test
  void shouldStepDownByHolm() {
    // Given the example of Holm's procedure with a tie by monotonicity
    double[] p = {0.01, 0.04, 0.03, 0.005};

    // When
    double[] adjusted = Adjustment.holm(p);

    // Then
    assertThat(adjusted).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }
}
