package dev.assay.run.traffic.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.run.traffic.history.ChangePoints.Change;
import dev.assay.run.traffic.history.ChangePoints.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
  private static List<Point> series(double error, double... values) {
    return Arrays.stream(values).mapToObj(value -> new Point(value, error)).toList();
  }

  @Test
  void shouldFindWhereTheLevelChanges() {
    // When
    List<Change> changes =
        ChangePoints.of(series(0.01, 0.80, 0.81, 0.79, 0.90, 0.91, 0.89, 0.70, 0.71));

    // Then
    assertThat(changes).extracting(Change::at).containsExactly(3, 6);
    assertThat(changes.get(0).before()).isCloseTo(0.80, within(1e-9));
    assertThat(changes.get(0).after()).isCloseTo(0.90, within(1e-9));
    assertThat(changes.get(1).before()).isCloseTo(0.90, within(1e-9));
    assertThat(changes.get(1).after()).isCloseTo(0.705, within(1e-9));
  }

  @Test
  void shouldMultiplyByThePlacesThatWereTried() {
    // Given 2 standard errors of the difference in the only place that there is: p = 0.0455
    double error = 0.01;
    double apart = 2 * error * Math.sqrt(2);

    // When / Then
    assertThat(ChangePoints.of(series(error, 0.5, 0.5 + apart)))
        .singleElement()
        .satisfies(change -> assertThat(change.p()).isCloseTo(0.0455003, within(1e-6)));
    // With a third value there are two places, and neither is sure enough.
    assertThat(ChangePoints.of(series(error, 0.5, 0.5 + apart, 0.5 + apart / 2))).isEmpty();
  }

  @Test
  void shouldWeighEachValueByWhatItKnows() {
    // When
    List<Change> changes =
        ChangePoints.of(
            List.of(
                new Point(0.5, 0.001),
                new Point(0.9, 10),
                new Point(0.8, 0.001),
                new Point(0.1, 10)));

    // Then
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).before()).isCloseTo(0.5, within(1e-6));
    assertThat(changes.get(0).after()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void shouldFindNothingInNoise() {
    // Given a hundred series of twenty values that only chance moves
    Random chance = new Random(7);
    int found = 0;

    // When
    for (int i = 0; i < 100; i++) {
      double[] values = new double[20];
      Arrays.setAll(values, at -> 0.8 + 0.02 * chance.nextGaussian());
      found += ChangePoints.of(series(0.02, values)).isEmpty() ? 0 : 1;
    }

    // Then it is taken in at most as often as the level says
    assertThat(found).isLessThanOrEqualTo(5);
  }

  @Test
  void shouldTakeFewValuesForNoChange() {
    assertThat(ChangePoints.of(List.of())).isEmpty();
    assertThat(ChangePoints.of(series(0.01, 0.5))).isEmpty();
    assertThat(ChangePoints.of(series(0.01, 0.5, 0.5))).isEmpty();
  }
}
