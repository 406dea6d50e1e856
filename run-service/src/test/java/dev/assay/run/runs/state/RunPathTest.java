package dev.assay.run.runs.state;

import static dev.assay.common.status.RunStatus.CANCELLED;
import static dev.assay.common.status.RunStatus.CANCELLING;
import static dev.assay.common.status.RunStatus.EVALUATING_RESULTS;
import static dev.assay.common.status.RunStatus.FAILED;
import static dev.assay.common.status.RunStatus.PARTIALLY_SUCCESSFUL;
import static dev.assay.common.status.RunStatus.QUEUED;
import static dev.assay.common.status.RunStatus.RUNNING_DATASET;
import static dev.assay.common.status.RunStatus.SUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunPathTest {
  private static final int TOTAL = 4;

  private static Counts units(UnitStatus... statuses) {
    Counts counts = Counts.ZERO;
    for (UnitStatus status : statuses) {
      counts = counts.plus(status, 1);
    }
    return counts;
  }

  private static Counts all(UnitStatus status) {
    return Counts.ZERO.plus(status, TOTAL);
  }

  private static Counts mixed(UnitStatus one, UnitStatus others) {
    return units(one).plus(others, TOTAL - 1);
  }

  private static Arguments row(RunStatus at, Counts counts, boolean mayEnd, RunStatus... path) {
    return Arguments.of(at, counts, mayEnd, List.of(path));
  }

  static Stream<Arguments> table() {
    UnitStatus pending = UnitStatus.PENDING;
    UnitStatus dispatched = UnitStatus.DISPATCHED;
    UnitStatus answered = UnitStatus.ANSWERED;
    UnitStatus passed = UnitStatus.PASSED;
    UnitStatus failed = UnitStatus.FAILED;
    UnitStatus error = UnitStatus.ERROR;
    UnitStatus skipped = UnitStatus.SKIPPED;
    UnitStatus cancelled = UnitStatus.CANCELLED;
    return Stream.of(
        row(QUEUED, all(pending), true),
        row(QUEUED, mixed(dispatched, pending), true, RUNNING_DATASET),
        row(QUEUED, all(answered), true, RUNNING_DATASET, EVALUATING_RESULTS),
        row(QUEUED, all(error), true, RUNNING_DATASET, EVALUATING_RESULTS, FAILED),
        row(RUNNING_DATASET, mixed(dispatched, passed), true),
        row(RUNNING_DATASET, mixed(pending, passed), true),
        row(RUNNING_DATASET, mixed(answered, passed), true, EVALUATING_RESULTS),
        row(RUNNING_DATASET, all(passed), true, EVALUATING_RESULTS, SUCCESSFUL),
        row(RUNNING_DATASET, all(passed), false, EVALUATING_RESULTS),
        row(EVALUATING_RESULTS, all(passed), false),
        row(EVALUATING_RESULTS, mixed(answered, passed), true),
        row(EVALUATING_RESULTS, all(failed), true, SUCCESSFUL),
        row(EVALUATING_RESULTS, mixed(skipped, passed), true, SUCCESSFUL),
        row(EVALUATING_RESULTS, mixed(skipped, passed).plusCut(1), true, PARTIALLY_SUCCESSFUL),
        row(EVALUATING_RESULTS, mixed(error, passed), true, PARTIALLY_SUCCESSFUL),
        row(EVALUATING_RESULTS, mixed(cancelled, passed), true, PARTIALLY_SUCCESSFUL),
        row(EVALUATING_RESULTS, all(error), true, FAILED),
        row(EVALUATING_RESULTS, all(skipped), true, FAILED),
        row(EVALUATING_RESULTS, all(skipped).plusCut(TOTAL), true, FAILED),
        row(CANCELLING, mixed(dispatched, cancelled), true),
        row(CANCELLING, mixed(answered, cancelled), true),
        row(CANCELLING, mixed(passed, cancelled), false, CANCELLED),
        row(CANCELLING, all(cancelled), true, CANCELLED),
        row(CANCELLED, all(cancelled), true),
        row(SUCCESSFUL, all(passed), true),
        row(PARTIALLY_SUCCESSFUL, mixed(error, passed), true),
        row(FAILED, all(error), true));
  }

  @ParameterizedTest
  @MethodSource("table")
  void shouldGoWhereTheCountsSay(
      RunStatus at, Counts counts, boolean mayEnd, List<RunStatus> expected) {
    assertThat(RunPath.from(at, counts, TOTAL, mayEnd)).isEqualTo(expected);
  }

  @Test
  void shouldOnlyEverTakeEdgesOfTheTable() {
    // Given
    List<UnitStatus> units = List.of(UnitStatus.values());
    List<Counts> everyPair = new ArrayList<>();
    units.forEach(a -> units.forEach(b -> everyPair.add(mixed(a, b))));

    for (RunStatus at : RunStatus.values()) {
      for (Counts counts : everyPair) {
        // When
        List<RunStatus> path = RunPath.from(at, counts, TOTAL, true);

        // Then
        RunStatus from = at;
        for (RunStatus to : path) {
          assertThat(from.successors()).contains(to);
          from = to;
        }
      }
    }
  }
}
