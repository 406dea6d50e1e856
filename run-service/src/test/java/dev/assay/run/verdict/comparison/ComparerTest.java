package dev.assay.run.verdict.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.comparison.effort.Effort;
import dev.assay.run.verdict.comparison.query.UnitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Comparisons of many items stay within their effort. */
class ComparerTest {
  private static final int ITEMS = 60_000;

  /** Every item has a label of its own. */
  private static Contestant side(String name, long seed) {
    Random random = new Random(seed);
    List<UnitResult> units = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      double score = random.nextDouble();
      units.add(
          new UnitResult(
              "item-" + i,
              0,
              "s" + i % 3,
              "label " + i,
              score > 0.5 ? UnitStatus.PASSED : UnitStatus.FAILED,
              random.nextInt(5_000),
              null,
              Map.of("near", new UnitResult.Measured(score, score > 0.5)),
              i));
    }
    return new Contestant(name, List.of(), units);
  }

  @Test
  @Timeout(60)
  void shouldStayWithinItsStepsAndSayHowManyItDrew() {
    // Given steps for about 200 draws of each test
    Effort effort = new Effort(100_000_000);
    Comparer comparer = new Comparer("run", new Drawing(1, effort));

    // When
    Comparison.Against against =
        comparer.compare(List.of(side("a", 1), side("b", 2)), List.of()).comparisons().get(0);

    // Then
    assertThat(against.paired()).isEqualTo(ITEMS);
    MeanDifference scores = against.scorers().get(0).scores();
    assertThat(scores.exact()).isFalse();
    assertThat(scores.draws()).isBetween(199, 400);
    assertThat(against.latency().difference().draws()).isEqualTo(scores.draws());
    // Pass and fail need no draws
    assertThat(against.items().rates().exact()).isTrue();
    // Of 60,000 labels with an item each and three sections, only the largest are looked at
    assertThat(against.slicesLeftOut()).isEqualTo(ITEMS + 3 - 500);
    assertThat(against.slices()).hasSize(200);
  }

  @Test
  void shouldStopWhenNobodyWaits() {
    Effort effort = new Effort(Long.MAX_VALUE);
    effort.abandon();
    Comparer comparer = new Comparer("run", new Drawing(1, effort));
    List<Contestant> sides = List.of(side("a", 1), side("b", 2));
    assertThatThrownBy(() -> comparer.compare(sides, List.of()))
        .isInstanceOf(CancellationException.class);
  }
}
