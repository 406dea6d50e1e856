package dev.assay.run.verdict.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.comparison.effort.Effort;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.statistics.McNemar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real models on the same 1,319 questions, checked against a computation of its own. */
class Gsm8kPairsTest {
  private String small;
  private String large;

  @BeforeEach
  void read() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Gsm8kPairsTest.class.getResourceAsStream("/gsm8k/correct.txt"),
                StandardCharsets.UTF_8))) {
      List<String> rows = lines.lines().filter(line -> !line.startsWith("#")).toList();
      small = rows.get(0).split(" ")[1];
      large = rows.get(1).split(" ")[1];
    }
  }

  @Test
  void shouldAgreeWithAnIndependentComputation() {
    // Given what can be counted by hand
    int n = small.length();
    int lost = 0;
    int won = 0;
    for (int i = 0; i < n; i++) {
      lost += small.charAt(i) == '1' && large.charAt(i) == '0' ? 1 : 0;
      won += small.charAt(i) == '0' && large.charAt(i) == '1' ? 1 : 0;
    }

    // When
    Comparison comparison =
        new Comparer("run", new Drawing(1, new Effort(Long.MAX_VALUE)))
            .compare(List.of(side("6b", small), side("175b", large)), List.of());
    Comparison.Against against = comparison.comparisons().get(0);
    PassDifference items = against.items();

    // Then
    assertThat(n).isEqualTo(1319);
    assertThat(against.paired()).isEqualTo(n);
    assertThat(items.rates().baseline()).isCloseTo(286 / 1319.0, within(1e-12));
    assertThat(items.rates().other()).isCloseTo(742 / 1319.0, within(1e-12));
    assertThat(items.onlyBaseline()).isEqualTo(lost).isEqualTo(against.regressed());
    assertThat(items.onlyOther()).isEqualTo(won).isEqualTo(against.improved());
    assertThat(items.bothPassed() + lost).isEqualTo(286);
    double exact = twoSided(Math.min(lost, won), lost + won);
    assertThat(items.mcnemarP()).isCloseTo(exact, within(exact * 1e-9));
    double difference = (won - lost) / (double) n;
    double error = Math.sqrt(((won + lost) / (double) n - difference * difference) / (n - 1));
    assertThat(items.rates().difference()).isCloseTo(difference, within(1e-12));
    // Student's quantile of 1,318 degrees of freedom, from a table: 1.961769...
    assertThat(items.rates().interval().lower())
        .isCloseTo(difference - 1.96177 * error, within(1e-6));
    assertThat(items.rates().interval().upper())
        .isCloseTo(difference + 1.96177 * error, within(1e-6));
  }

  @Test
  void shouldSeeMoreThroughPairsThanThroughTwoSamples() {
    // Given small evaluations drawn from the questions, with a third model between the two
    Random random = new Random(8);
    String between = mixed(random);
    int trials = 2_000;
    int items = 120;
    int paired = 0;
    int unpaired = 0;

    // When both kinds of test look at the same answers
    for (int trial = 0; trial < trials; trial++) {
      int[] cells = new int[4];
      for (int i = 0; i < items; i++) {
        int at = random.nextInt(small.length());
        cells[(small.charAt(at) == '1' ? 0 : 2) + (between.charAt(at) == '1' ? 0 : 1)]++;
      }
      paired += McNemar.of(cells[1], cells[2]).exactP() <= 0.05 ? 1 : 0;
      unpaired += twoProportions(cells[0] + cells[1], cells[0] + cells[2], items) ? 1 : 0;
    }

    // Then
    System.out.printf(
        "power at %d items: paired %.3f, unpaired %.3f%n",
        items, paired / (double) trials, unpaired / (double) trials);
    assertThat(paired).isGreaterThan(unpaired);
  }

  /** As the small model, and on a fifth of the questions as the large one. */
  private String mixed(Random random) {
    StringBuilder text = new StringBuilder(small);
    for (int i = 0; i < small.length(); i++) {
      if (random.nextInt(5) == 0) {
        text.setCharAt(i, large.charAt(i));
      }
    }
    return text.toString();
  }

  private static boolean twoProportions(int first, int second, int n) {
    double pooled = (first + second) / (2.0 * n);
    double error = Math.sqrt(2 * pooled * (1 - pooled) / n);
    return error > 0 && Math.abs(first - second) / (double) n / error > 1.959963984540054;
  }

  /** 2 · Σ C(n, i) / 2^n for i up to k, in integers. */
  private static double twoSided(int k, int n) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i <= k; i++) {
      sum = sum.add(ways);
      ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return new BigDecimal(sum.shiftLeft(1))
        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL128)
        .doubleValue();
  }

  private static Contestant side(String name, String correct) {
    List<UnitResult> units = new ArrayList<>();
    for (int i = 0; i < correct.length(); i++) {
      boolean passed = correct.charAt(i) == '1';
      units.add(
          new UnitResult(
              "gsm8k-" + i,
              0,
              null,
              null,
              passed ? UnitStatus.PASSED : UnitStatus.FAILED,
              null,
              null,
              Map.of("numeric_match", new UnitResult.Measured(passed ? 1 : 0, passed)),
              i));
    }
    return new Contestant(name, List.of(), units, List.of());
  }
}
