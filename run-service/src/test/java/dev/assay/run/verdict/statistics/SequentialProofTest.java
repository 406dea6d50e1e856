package dev.assay.run.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialProofTest {
  private static final double ALPHA = 0.05;

  /** Share of runs with this true rate that are decided wherever, looking after every item. */
  private static double decided(double rate, double limit, int items, int runs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int decided = 0;
    for (int run = 0; run < runs; run++) {
      int passed = 0;
      for (int item = 1; item <= items; item++) {
        passed += random.nextDouble() < rate ? 1 : 0;
        if (SequentialProof.look(passed, item - passed, limit, ALPHA)
            != SequentialProof.Side.OPEN) {
          decided++;
          break;
        }
      }
    }
    return (double) decided / runs;
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.8", "0.9", "0.95"})
  void shouldDecideFalselyInAtMostAlphaOfRunsAtTheLimit(double limit) {
    // Given runs exactly at the limit: every decision is a false one

    // When each is looked at after every one of its 2,000 items
    double falsely = decided(limit, limit, 2_000, 2_000, 20261120);

    // Then over all looks together at most 5 % of the runs are decided
    assertThat(falsely).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void shouldDecideRunsThatAreFarFromTheLimit() {
    assertThat(decided(0.99, 0.9, 400, 500, 1)).isGreaterThan(0.95);
    assertThat(decided(0.7, 0.9, 400, 500, 2)).isGreaterThan(0.99);
  }

  @Test
  void shouldTellTheSide() {
    assertThat(SequentialProof.look(200, 0, 0.9, ALPHA)).isEqualTo(SequentialProof.Side.ABOVE);
    assertThat(SequentialProof.look(20, 30, 0.9, ALPHA)).isEqualTo(SequentialProof.Side.BELOW);
    assertThat(SequentialProof.look(18, 2, 0.9, ALPHA)).isEqualTo(SequentialProof.Side.OPEN);
    assertThat(SequentialProof.look(0, 0, 0.9, ALPHA)).isEqualTo(SequentialProof.Side.OPEN);
  }

  @Test
  void shouldKnowWhatCannotBe() {
    // A single failure rules out a rate of 1, a single success a rate of 0
    assertThat(SequentialProof.look(1_000, 1, 1, ALPHA)).isEqualTo(SequentialProof.Side.BELOW);
    assertThat(SequentialProof.look(1, 1_000, 0, ALPHA)).isEqualTo(SequentialProof.Side.ABOVE);
    assertThat(SequentialProof.look(1_000, 0, 1, ALPHA)).isEqualTo(SequentialProof.Side.OPEN);
  }

  @Test
  void shouldBeTheRatioOfTheMixtureToTheRate() {
    // Given the mixture's likelihood by plain summation over rates
    int steps = 200_000;
    double mixture = 0;
    for (int i = 0; i < steps; i++) {
      double q = (i + 0.5) / steps;
      mixture += Math.pow(q, 17) * Math.pow(1 - q, 5) / steps;
    }
    double expected = Math.log(mixture / (Math.pow(0.9, 17) * Math.pow(0.1, 5)));

    assertThat(SequentialProof.logRatio(17, 5, 0.9)).isCloseTo(expected, within(1e-6));
  }
}
