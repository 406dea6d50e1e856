package dev.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {
  @Test
  void shouldSetTheRateAgainstConcurrencyDividedByLatency() {
    // Given
    Cell cell = new Cell(200, 64, 10_000);

    // Then
    assertThat(cell.idealRate()).isEqualTo(320.0);
    assertThat(cell.idealSeconds()).isEqualTo(31.25);
    assertThat(cell.shareOfIdeal(304)).isCloseTo(0.95, within(1e-12));
  }

  @Test
  void shouldKnowNoIdealWithoutLatency() {
    // Given
    Cell cell = new Cell(0, 64, 10_000);

    // Then
    assertThat(cell.idealRate()).isNull();
    assertThat(cell.idealSeconds()).isZero();
    assertThat(cell.shareOfIdeal(2_000)).isNull();
  }

  @Test
  void shouldCombineAllAndMeasureFewUnitsFirst() {
    // When
    List<Cell> cells = Schedule.matrix(List.of(50, 0), List.of(8, 1), List.of(100, 10));

    // Then
    assertThat(cells)
        .hasSize(8)
        .startsWith(new Cell(0, 1, 10), new Cell(0, 1, 100), new Cell(0, 8, 10))
        .endsWith(new Cell(50, 8, 100));
  }

  @Test
  void shouldSkipWhatCannotBeDoneInTime() {
    // Given
    Schedule schedule = new Schedule(120);

    // Then
    assertThat(schedule.reasonToSkip(new Cell(200, 1, 1_000)))
        .contains("even the ideal takes 200 s, the limit is 120 s");
    assertThat(schedule.reasonToSkip(new Cell(200, 64, 10_000))).isEmpty();
  }

  @Test
  void shouldSkipWhatWouldTakeTooLongAtTheRateOfFewerUnits() {
    // Given
    Schedule schedule = new Schedule(120);

    // When
    schedule.measured(new Cell(0, 1, 1_000), 100);

    // Then
    assertThat(schedule.reasonToSkip(new Cell(0, 1, 50_000)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("500 s"));
    assertThat(schedule.reasonToSkip(new Cell(0, 1, 10_000))).isEmpty();
    assertThat(schedule.reasonToSkip(new Cell(0, 8, 50_000))).isEmpty();
  }
}
