package dev.assay.run.verdict.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.comparison.effort.Effort;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import dev.assay.run.verdict.comparison.shared.Unshared;
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
    return new Contestant(name, List.of(), units, List.of(scoredBy("near", "{}")));
  }

  private static Map<String, ScoredBy> scoredBy(String key, String params) {
    try {
      return ScoredBy.of(
          Json.mapper()
              .readTree(
                  "[{\"id\": \"levenshtein\", \"key\": \"%s\", \"threshold\": 0.5, \"params\": %s}]"
                      .formatted(key, params)),
          null,
          Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Right of the first so many of 40 items. */
  private static Contestant right(String name, int right, Map<String, ScoredBy> scoredBy) {
    List<UnitResult> units = new ArrayList<>();
    String key = scoredBy.keySet().iterator().next();
    for (int i = 0; i < 40; i++) {
      boolean passed = i < right;
      units.add(
          new UnitResult(
              "item-" + i,
              0,
              "all",
              null,
              passed ? UnitStatus.PASSED : UnitStatus.FAILED,
              null,
              null,
              Map.of(key, new UnitResult.Measured(passed ? 1 : 0, passed)),
              i));
    }
    return new Contestant(name, List.of(), units, List.of(scoredBy));
  }

  private static Comparison compared(Contestant... sides) {
    return new Comparer("run", new Drawing(1, new Effort(Long.MAX_VALUE)))
        .compare(List.of(sides), List.of());
  }

  @Test
  void shouldCompareNothingThatIsScoredInAnotherWay() {
    // Given the same key with other parameters
    Map<String, ScoredBy> strict = scoredBy("near", "{}");
    Map<String, ScoredBy> loose = scoredBy("near", "{\"ignore_case\": true}");

    // When
    Comparison compared =
        compared(right("a", 20, strict), right("b", 30, loose), right("c", 10, loose));

    // Then
    assertThat(compared.ranking()).isNull();
    assertThat(compared.warnings()).isEmpty();
    Comparison.Against against = compared.comparisons().get(0);
    assertThat(against.headline()).isNull();
    assertThat(against.items()).isNull();
    assertThat(against.regressed()).isNull();
    assertThat(against.scorers()).isEmpty();
    assertThat(against.slices()).isEmpty();
    assertThat(against.paired()).isEqualTo(40);
    assertThat(against.unshared()).extracting(Unshared::scorer).containsExactly("near");

    // and beside a side that can be compared the warning says which cannot
    assertThat(
            compared(right("a", 20, strict), right("b", 30, loose), right("c", 10, strict))
                .warnings())
        .singleElement()
        .asString()
        .contains("near has other parameters");
  }

  @Test
  void shouldCorrectTheFirstSentencesOfSeveralSides() {
    // Given two sides of which the one is a little better and the other a lot
    Map<String, ScoredBy> same = scoredBy("near", "{}");

    // When
    List<Comparison.Against> both =
        compared(right("a", 20, same), right("b", 26, same), right("c", 35, same)).comparisons();

    // Then the smaller p counts twice, and the larger is at least as large as that
    Comparison.Headline little = both.get(0).headline();
    Comparison.Headline lot = both.get(1).headline();
    assertThat(lot.pAdjusted()).isCloseTo(lot.p() * 2, within(1e-12));
    assertThat(little.pAdjusted()).isCloseTo(little.p(), within(1e-12));
    assertThat(little.comparisons()).isEqualTo(2);
    assertThat(both.get(1).items().pAdjusted()).isEqualTo(lot.pAdjusted());

    // and two sides are a single look
    assertThat(
            compared(right("a", 20, same), right("b", 26, same))
                .comparisons()
                .get(0)
                .headline()
                .pAdjusted())
        .isNull();
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
