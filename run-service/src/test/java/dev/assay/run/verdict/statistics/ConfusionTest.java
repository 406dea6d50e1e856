package dev.assay.run.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusionTest {
  private static final double EXACT = 1e-9;

  @Test
  void shouldGiveTheSharesOfAWorkedExample() {
    // Given Cohen's example of two readers of 50 applications: 20 both yes, 15 both no, 5 and 10
    Confusion confusion = new Confusion(20, 5, 10, 15);

    // Then kappa is (0.7 - 0.5) / (1 - 0.5)
    assertThat(confusion.total()).isEqualTo(50);
    assertThat(confusion.agreement()).isCloseTo(0.7, within(EXACT));
    assertThat(confusion.kappa()).isCloseTo(0.4, within(EXACT));
    assertThat(confusion.truePositiveRate()).isCloseTo(0.8, within(EXACT));
    assertThat(confusion.trueNegativeRate()).isCloseTo(0.6, within(EXACT));
  }

  @Test
  void shouldHaveNoShareOfNothing() {
    assertThat(Confusion.EMPTY.agreement()).isNull();
    assertThat(Confusion.EMPTY.kappa()).isNull();
    assertThat(new Confusion(0, 0, 1, 9).truePositiveRate()).isNull();
    assertThat(new Confusion(9, 1, 0, 0).trueNegativeRate()).isNull();
  }

  @Test
  void shouldHaveKappaZeroForAJudgeThatPassesEverything() {
    // Given 90 % agreement, of which chance gives all
    Confusion confusion = new Confusion(9, 0, 1, 0);

    // Then
    assertThat(confusion.agreement()).isCloseTo(0.9, within(EXACT));
    assertThat(confusion.kappa()).isCloseTo(0.0, within(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 30, 5, 20, 0.5",
    "5, 5, 5, 5, 0.7",
    "0, 10, 0, 10, 0.5",
  })
  void shouldCorrectNothingByAJudgeNoBetterThanChance(
      long bothPassed, long onlyPeople, long onlyJudge, long bothFailed, double observed) {
    // Given true-positive and true-negative rate of together no more than 1, the first aside
    Confusion judge = new Confusion(bothPassed, onlyPeople, onlyJudge, bothFailed);
    boolean useless = judge.truePositiveRate() + judge.trueNegativeRate() <= 1;

    // When
    Interval interval = Agreement.roganGladenInterval(observed, 100, judge, 0.95);

    // Then
    assertThat(interval == null).isEqualTo(useless);
    assertThat(
            Agreement.roganGladen(observed, judge.truePositiveRate(), judge.trueNegativeRate())
                == null)
        .isEqualTo(useless);
  }

  @Test
  void shouldShrinkToWilsonsIntervalWhenTheJudgeIsKnownToBePerfect() {
    // Given so many labels that nothing is uncertain about the judge
    Confusion judge = new Confusion(100_000_000, 0, 0, 100_000_000);

    // Then the interval is that of Agresti and Coull, which has Wilson's centre and more width
    Interval interval = Agreement.roganGladenInterval(0.8, 100, judge, 0.95);
    Interval wilson = Proportions.wilson(80, 100, 0.95);
    assertThat((interval.lower() + interval.upper()) / 2)
        .isCloseTo((wilson.lower() + wilson.upper()) / 2, within(1e-6));
    assertThat(interval.upper() - interval.lower())
        .isBetween(wilson.upper() - wilson.lower(), 1.05 * (wilson.upper() - wilson.lower()));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.90, 0.85, 50, 50, 200",
    "0.8, 0.95, 0.70, 80, 20, 500",
    "0.9, 0.80, 0.80, 100, 30, 300",
    "0.3, 0.75, 0.95, 30, 70, 1000",
    "0.97, 0.95, 0.90, 60, 15, 150",
  })
  void shouldCoverTheTruthAtLeastAsOftenAsItSays(
      double truth, double sensitivity, double specificity, int good, int bad, int answers) {
    // Given a judge of known error rates, labelled and then let loose on other answers
    SplittableRandom random = new SplittableRandom(20261120);
    int trials = 10_000;
    int covered = 0;
    int judgedBetter = 0;

    // When
    for (int i = 0; i < trials; i++) {
      int bothPassed = binomial(random, good, sensitivity);
      int bothFailed = binomial(random, bad, specificity);
      Confusion judge = new Confusion(bothPassed, good - bothPassed, bad - bothFailed, bothFailed);
      double passes = truth * sensitivity + (1 - truth) * (1 - specificity);
      double observed = (double) binomial(random, answers, passes) / answers;
      Interval interval = Agreement.roganGladenInterval(observed, answers, judge, 0.95);
      if (interval != null) {
        judgedBetter++;
        covered += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
      }
    }

    // Then
    assertThat(judgedBetter).isEqualTo(trials);
    assertThat((double) covered / trials).isBetween(0.94, 0.99);
  }

  private static int binomial(SplittableRandom random, int n, double p) {
    int hits = 0;
    for (int i = 0; i < n; i++) {
      hits += random.nextDouble() < p ? 1 : 0;
    }
    return hits;
  }
}
