package dev.assay.common.status;

import static dev.assay.common.status.RunStatus.CANCELLING;
import static dev.assay.common.status.RunStatus.EVALUATING_RESULTS;
import static dev.assay.common.status.RunStatus.PARTIALLY_SUCCESSFUL;
import static dev.assay.common.status.RunStatus.QUEUED;
import static dev.assay.common.status.RunStatus.RUNNING_DATASET;
import static dev.assay.common.status.RunStatus.SUCCESSFUL;
import static dev.assay.common.status.UnitStatus.ANSWERED;
import static dev.assay.common.status.UnitStatus.DISPATCHED;
import static dev.assay.common.status.UnitStatus.PASSED;
import static dev.assay.common.status.UnitStatus.PENDING;
import static dev.assay.common.status.UnitStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the design, written out once more: changing an edge must be meant. */
class StatusTablesTest {
  private static final Map<RunStatus, Set<RunStatus>> RUN =
      Map.of(
          QUEUED,
          Set.of(RUNNING_DATASET, EVALUATING_RESULTS, CANCELLING, RunStatus.FAILED),
          RUNNING_DATASET,
          Set.of(EVALUATING_RESULTS, CANCELLING, RunStatus.FAILED),
          EVALUATING_RESULTS,
          Set.of(SUCCESSFUL, PARTIALLY_SUCCESSFUL, RunStatus.FAILED, CANCELLING),
          CANCELLING,
          Set.of(RunStatus.CANCELLED),
          RunStatus.CANCELLED,
          Set.of(RUNNING_DATASET),
          SUCCESSFUL,
          Set.of(RUNNING_DATASET, EVALUATING_RESULTS),
          PARTIALLY_SUCCESSFUL,
          Set.of(RUNNING_DATASET, EVALUATING_RESULTS),
          RunStatus.FAILED,
          Set.of(RUNNING_DATASET));

  // Beside the straight way: pushed answers and errors skip the hand-out, a unit given back waits
  // again, and an action on the run sends settled units back to be asked or scored once more.
  private static final Map<UnitStatus, Set<UnitStatus>> UNIT =
      Map.of(
          PENDING,
          Set.of(DISPATCHED, ANSWERED, UnitStatus.ERROR, SKIPPED, UnitStatus.CANCELLED),
          DISPATCHED,
          Set.of(PENDING, ANSWERED, UnitStatus.ERROR, SKIPPED, UnitStatus.CANCELLED),
          ANSWERED,
          Set.of(PASSED, UnitStatus.FAILED, UnitStatus.ERROR, SKIPPED, UnitStatus.CANCELLED),
          PASSED,
          Set.of(ANSWERED),
          UnitStatus.FAILED,
          Set.of(ANSWERED),
          UnitStatus.ERROR,
          Set.of(PENDING, ANSWERED),
          SKIPPED,
          Set.of(PENDING, ANSWERED),
          UnitStatus.CANCELLED,
          Set.of(PENDING, ANSWERED));

  @Test
  void shouldListTheEdgesOfRunsAsTheDesignDoes() {
    // When
    Map<RunStatus, Set<RunStatus>> table = new EnumMap<>(RunStatus.class);
    Stream.of(RunStatus.values()).forEach(s -> table.put(s, s.successors()));

    // Then
    assertThat(table).isEqualTo(RUN);
  }

  @Test
  void shouldListTheEdgesOfUnitsAsTheDesignDoes() {
    // When
    Map<UnitStatus, Set<UnitStatus>> table = new EnumMap<>(UnitStatus.class);
    Stream.of(UnitStatus.values()).forEach(s -> table.put(s, s.successors()));

    // Then
    assertThat(table).isEqualTo(UNIT);
  }

  @Test
  void shouldReadTheTablesBackwardsToo() {
    for (RunStatus from : RunStatus.values()) {
      for (RunStatus to : RunStatus.values()) {
        assertThat(to.predecessors().contains(from)).isEqualTo(from.successors().contains(to));
      }
    }
    for (UnitStatus from : UnitStatus.values()) {
      for (UnitStatus to : UnitStatus.values()) {
        assertThat(to.predecessors().contains(from)).isEqualTo(from.successors().contains(to));
      }
    }
  }

  @Test
  void shouldKeepTheirNamesOnTheWire() {
    assertThat(Stream.of(RunStatus.values()).map(RunStatus::wire))
        .containsExactly(
            "queued",
            "running_dataset",
            "evaluating_results",
            "cancelling",
            "cancelled",
            "successful",
            "partially_successful",
            "failed");
    assertThat(Stream.of(UnitStatus.values()).map(UnitStatus::wire))
        .containsExactly(
            "pending",
            "dispatched",
            "answered",
            "passed",
            "failed",
            "error",
            "skipped",
            "cancelled");
    assertThat(Stream.of(RunStatus.values()).map(s -> RunStatus.of(s.wire())))
        .containsExactly(RunStatus.values());
    assertThat(Stream.of(UnitStatus.values()).map(s -> UnitStatus.of(s.wire())))
        .containsExactly(UnitStatus.values());
  }

  @Test
  void shouldEndRunsAndUnitsWhereNothingMoreHappensByItself() {
    assertThat(Stream.of(RunStatus.values()).filter(RunStatus::isTerminal))
        .containsExactly(RunStatus.CANCELLED, SUCCESSFUL, PARTIALLY_SUCCESSFUL, RunStatus.FAILED);
    assertThat(Stream.of(UnitStatus.values()).filter(UnitStatus::isSettled))
        .containsExactly(
            PASSED, UnitStatus.FAILED, UnitStatus.ERROR, SKIPPED, UnitStatus.CANCELLED);
  }
}
