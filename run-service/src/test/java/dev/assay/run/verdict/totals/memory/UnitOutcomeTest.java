package dev.assay.run.verdict.totals.memory;

import static dev.assay.run.verdict.totals.memory.TestScores.error;
import static dev.assay.run.verdict.totals.memory.TestScores.skipped;
import static dev.assay.run.verdict.totals.memory.TestScores.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.status.UnitStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitOutcomeTest {

  @Test
  void shouldBeAnErrorWhenAnyScorerCouldNotMeasure() {
    // Given a scorer that missed its threshold, one that did not apply, and one in error
    // When
    UnitStatus status =
        UnitOutcome.of(List.of(success("a", 0.1, 0.5), skipped("b", 0.5), error("c", 0.5)));

    // Then
    assertThat(status).isEqualTo(UnitStatus.ERROR);
  }

  @Test
  void shouldBeSkippedWhenNoScorerApplies() {
    assertThat(UnitOutcome.of(List.of(skipped("a", 0.5), skipped("b", null))))
        .isEqualTo(UnitStatus.SKIPPED);
  }

  @Test
  void shouldFailWhenAnyThresholdIsMissed() {
    assertThat(UnitOutcome.of(List.of(success("a", 0.4, 0.5), success("b", 1, null))))
        .isEqualTo(UnitStatus.FAILED);
  }

  @Test
  void shouldPassAtTheThresholdAndWithoutOne() {
    assertThat(UnitOutcome.of(List.of(success("a", 0.5, 0.5), success("b", 0, null))))
        .isEqualTo(UnitStatus.PASSED);
  }

  @Test
  void shouldPassWithoutScorers() {
    assertThat(UnitOutcome.of(List.of())).isEqualTo(UnitStatus.PASSED);
  }

  @Test
  void shouldNotPassAThresholdWithoutAScore() {
    assertThat(UnitOutcome.passes(null, 0.5)).isFalse();
    assertThat(UnitOutcome.passes(null, null)).isNull();
    assertThat(UnitOutcome.passes(0.5, 0.5)).isTrue();
    assertThat(UnitOutcome.passes(0.49999, 0.5)).isFalse();
  }
}
