package dev.assay.run.verdict.statistics.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignFlipTest {
  private static SignFlip of(double... differences) {
    return SignFlip.of(differences, 1, 9_999, () -> {});
  }

  /** All 2^n signs, one by one. */
  private static double counted(double[] d) {
    double observed = 0;
    for (double x : d) {
      observed += x;
    }
    int extreme = 0;
    for (int signs = 0; signs < 1 << d.length; signs++) {
      double sum = 0;
      for (int i = 0; i < d.length; i++) {
        sum += (signs >> i & 1) == 0 ? d[i] : -d[i];
      }
      extreme += Math.abs(sum) >= Math.abs(observed) - 1e-9 ? 1 : 0;
    }
    return (double) extreme / (1 << d.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 12})
  void shouldBeExactForDifferencesOfOneSize(int n) {
    for (int up = 0; up <= n; up++) {
      double[] d = new double[n];
      for (int i = 0; i < n; i++) {
        d[i] = i < up ? 0.5 : -0.5;
      }
      SignFlip flips = of(d);
      assertThat(flips.p()).isCloseTo(counted(d), within(1e-12));
      assertThat(flips.exact()).isTrue();
      assertThat(flips.draws()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 12, 16})
  void shouldCountAllSignsOfAFew(int n) {
    double[] d = new Random(n).doubles(n, -0.5, 1).toArray();
    SignFlip flips = of(d);
    assertThat(flips.p()).isCloseTo(counted(d), within(1e-12));
    assertThat(flips.exact()).isTrue();
  }

  @Test
  void shouldBeExactForAMillionPassesAndFails() {
    // Given a million pairs of which 1,000 moved, 560 of them up
    double[] d = new double[1_000_000];
    for (int i = 0; i < 1_000; i++) {
      d[i * 1_000] = i < 560 ? 1 : -1;
    }

    // When
    SignFlip flips = of(d);

    // Then: twice the share of 440 or fewer heads of 1,000, by Python's fractions
    assertThat(flips.exact()).isTrue();
    assertThat(flips.p()).isBetween(1e-4, 2e-4);
  }

  @Test
  void shouldDrawAsOftenAsItIsTold() {
    // Given
    double[] d = new Random(3).doubles(400, -0.4, 0.5).toArray();

    // When
    SignFlip many = SignFlip.of(d, 7, 9_999, () -> {});
    SignFlip few = SignFlip.of(d, 7, 199, () -> {});

    // Then both say how many, and mean the same
    assertThat(many.exact()).isFalse();
    assertThat(many.draws()).isEqualTo(9_999);
    assertThat(few.draws()).isEqualTo(199);
    assertThat(few.p()).isBetween(1 / 200.0, many.p() + 0.15);
  }

  @Test
  void shouldStopWhenItIsToldTo() {
    double[] d = new Random(3).doubles(100_000, -1, 1).toArray();
    assertThatThrownBy(
            () ->
                SignFlip.of(
                    d,
                    1,
                    9_999,
                    () -> {
                      throw new CancellationException("gone");
                    }))
        .isInstanceOf(CancellationException.class);
  }
}
