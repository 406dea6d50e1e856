package dev.assay.run.verdict.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.run.verdict.statistics.paired.PairedDifference;
import dev.assay.run.verdict.statistics.paired.SignFlip;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the intervals cover and the tests reject as often as they say, on drawn runs. */
class SimulationTest {
  private static final int TRIALS = 10_000;

  private final Random random = new Random(20_261_120);

  @ParameterizedTest
  @CsvSource({"0.3, 100", "0.5, 60", "0.8, 100", "0.8, 400", "0.9, 250"})
  void shouldCoverAPassRateByWilsonsInterval(double truth, int items) {
    double covered =
        covered(truth, () -> Proportions.wilson(passes(truth, items), items, Interval.LEVEL));

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({"0.3, 100", "0.8, 100", "0.9, 250"})
  void shouldNeverCoverLessThanPromisedByTheExactInterval(double truth, int items) {
    double covered =
        covered(
            truth, () -> Proportions.clopperPearson(passes(truth, items), items, Interval.LEVEL));

    assertThat(covered).isGreaterThanOrEqualTo(0.945);
  }

  @ParameterizedTest
  @CsvSource({"30", "100"})
  void shouldCoverAMeanScoreByStudentsInterval(int items) {
    // Given scores as levenshtein gives them: the mean of two uniform numbers, whose mean is 0.5
    double covered =
        covered(
            0.5,
            () -> {
              Moments moments = Moments.EMPTY;
              for (int i = 0; i < items; i++) {
                moments = moments.plus((random.nextDouble() + random.nextDouble()) / 2);
              }
              return Means.interval(items, moments.mean(), moments.std(), Interval.LEVEL);
            });

    assertThat(covered).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({
    "0.99, 2",
    "0.9, 2",
    "0.5, 2",
    "0.99, 5",
    "0.9, 5",
    "0.99, 20",
    "0.95, 20",
    "0.99, 60",
    "0.97, 100",
    "0.995, 200",
    "0.02, 30"
  })
  void shouldCoverTheMeanOfAFewScoresThatAreAlmostAlwaysEqual(double truth, int items) {
    // Given scores of 1, now and then 0: most samples show no spread at all
    int student = 0;
    int bounded = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Moments moments = Moments.EMPTY;
      for (int i = 0; i < items; i++) {
        moments = moments.plus(random.nextDouble() < truth ? 1 : 0);
      }
      Interval plain = Means.interval(items, moments.mean(), moments.std(), Interval.LEVEL);
      student += holds(plain, truth);
      bounded += holds(Means.bounded(plain, moments.mean(), items, 0, 1), truth);
    }

    // Then only the bounded interval keeps its word
    assertThat(student / (double) TRIALS).isLessThan(0.95);
    assertThat(bounded / (double) TRIALS).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void shouldLeaveStudentsIntervalAloneWhereScoresSpread() {
    Interval plain = Means.interval(400, 0.6, 0.3, Interval.LEVEL);

    Interval bounded = Means.bounded(plain, 0.6, 400, 0, 1);

    assertThat(bounded.lower()).isEqualTo(plain.lower());
    assertThat(bounded.upper()).isEqualTo(plain.upper());
    assertThat(bounded.method()).isEqualTo("t_bounded");
  }

  @Test
  void shouldKnowNothingOfTheMeanOfDifferencesFromTwoEqualOnes() {
    Interval none = PairedDifference.of(new double[] {0, 0}).boundedInterval();

    assertThat(none.lower()).isCloseTo(-0.8419, within(1e-4));
    assertThat(none.upper()).isCloseTo(0.8419, within(1e-4));
    assertThat(none.method()).isEqualTo("t_paired_bounded");
  }

  @Test
  void shouldGiveFishersExactPValue() {
    // R 4.3: fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value and (c(1, 9, 11, 3), 2)
    assertThat(FisherExact.p(3, 1, 1, 3)).isCloseTo(0.4857142857, within(1e-9));
    assertThat(FisherExact.p(1, 9, 11, 3)).isCloseTo(0.002759456185, within(1e-9));
    assertThat(FisherExact.p(0, 0, 4, 3)).isEqualTo(1);
    assertThat(FisherExact.p(5, 0, 5, 0)).isEqualTo(1);
  }

  @Test
  void shouldCoverAMeanOfRepeatsOnlyWhenTheyAreClustered() {
    // Given 80 items with 4 repeats each, which are alike within an item
    int items = 80;
    int repeats = 4;
    int clustered = 0;
    int naive = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Clusters clusters = Clusters.empty(0);
      Moments moments = Moments.EMPTY;
      for (int item = 0; item < items; item++) {
        double ability = random.nextDouble();
        int passed = 0;
        for (int k = 0; k < repeats; k++) {
          int pass = random.nextDouble() < ability ? 1 : 0;
          passed += pass;
          moments = moments.plus(pass);
        }
        clusters = clusters.plus(BigInteger.valueOf(passed), repeats);
      }
      clustered += holds(Means.interval(clusters, Interval.LEVEL), 0.5);
      Interval independent =
          Means.interval((long) items * repeats, moments.mean(), moments.std(), Interval.LEVEL);
      naive += holds(independent, 0.5);
    }

    // Then only the clustered interval keeps its word
    assertThat(clustered / (double) TRIALS).isBetween(0.93, 0.97);
    assertThat(naive / (double) TRIALS).isLessThan(0.90);
  }

  @Test
  void shouldRejectEqualRunsAsOftenAsTheLevelSaysByPermutation() {
    // Given pairs of runs of the same model: differences around 0
    int trials = 4_000;
    int items = 30;
    int rejected = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] differences = random.doubles(items).map(a -> a - random.nextDouble()).toArray();
      rejected += SignFlip.of(differences, trial, 9_999, () -> {}).p() <= 0.05 ? 1 : 0;
    }

    assertThat(rejected / (double) trials).isBetween(0.04, 0.06);
  }

  @Test
  void shouldRejectEqualRunsAtMostAsOftenAsTheLevelSaysByMcNemar() {
    // Given two runs that pass the same items but for chance
    int rejected = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int onlyFirst = 0;
      int onlySecond = 0;
      for (int item = 0; item < 200; item++) {
        boolean first = random.nextDouble() < 0.7;
        boolean second = random.nextDouble() < 0.7;
        onlyFirst += first && !second ? 1 : 0;
        onlySecond += second && !first ? 1 : 0;
      }
      rejected += McNemar.of(onlyFirst, onlySecond).exactP() <= 0.05 ? 1 : 0;
    }

    // Then seldom enough, and not never: the test is conservative, not asleep
    assertThat(rejected / (double) TRIALS).isBetween(0.02, 0.05);
  }

  private int passes(double truth, int items) {
    int passed = 0;
    for (int i = 0; i < items; i++) {
      passed += random.nextDouble() < truth ? 1 : 0;
    }
    return passed;
  }

  private double covered(double truth, Supplier<Interval> draw) {
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      covered += holds(draw.get(), truth);
    }
    return covered / (double) TRIALS;
  }

  private static int holds(Interval interval, double truth) {
    return interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
  }
}
