package dev.assay.run.engine.losses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.message.WorkerPresence;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.common.part.HeldCalls;
import dev.assay.common.part.UnitRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What workers have, by their own word. */
class WorkerCallsTest {
  private static final UUID RUN = UUID.fromString("01890000-0000-7000-8000-000000000001");
  private static final UnitRef UNIT = new UnitRef(RUN, 7, 1);
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final WorkerCalls calls = new WorkerCalls(null);

  private static HeldCalls held(int handOut) {
    return new HeldCalls(RUN, 1, List.of(7), List.of(handOut), 0);
  }

  private static WorkerPresence presence(boolean leaving, HeldCalls... held) {
    return new WorkerPresence("w", 8, 1, Map.of(), List.of(), leaving, List.of(held));
  }

  private WorkerCalls.Silent silent() {
    List<WorkerCalls.Silent> silent = calls.silent(Duration.ofNanos(-1));
    assertThat(silent).hasSize(1);
    return silent.get(0);
  }

  @Test
  void shouldKnowWhoElseHasAHandOut() {
    // Given
    calls.heard(new CallsTaken("w", AT, List.of(held(2))));

    // Then
    assertThat(calls.other(UNIT, 2, "next")).isEqualTo("w");
    assertThat(calls.other(UNIT, 2, "w")).isNull();
    assertThat(calls.other(UNIT, 1, "next")).isNull();
    assertThat(calls.other(UNIT, null, "next")).isNull();
    assertThat(calls.other(new UnitRef(RUN, 7, 2), 2, "next")).isNull();

    // When it says that it has it no more
    calls.heard(presence(false));

    // Then
    assertThat(calls.other(UNIT, 2, "next")).isNull();
  }

  @Test
  void shouldKeepWhenACallWasTaken() {
    calls.heard(new CallsTaken("w", AT, List.of(held(2))));
    calls.heard(presence(false, held(2)));
    assertThat(silent().calls()).containsEntry(UNIT, new WorkerCalls.Taken(2, AT));
    calls.heard(presence(false, held(3)));
    assertThat(silent().calls().get(UNIT).at()).isAfter(AT);
  }

  @Test
  void shouldMissNobodyWhoSaidGoodbyeWithEmptyHands() {
    // Given one that leaves, and has a call yet
    calls.heard(presence(true, held(1)));
    assertThat(silent().calls()).containsKey(UNIT);

    // When it has none any more
    calls.heard(presence(true));

    // Then
    assertThat(calls.silent(Duration.ofNanos(-1))).isEmpty();
    assertThat(calls.gone()).containsExactly("w");
  }

  @Test
  void shouldNotTellOneByOneWhatJudgesAreAskedAndWhatWorkersOfBeforeHave() {
    calls.heard(presence(false, new HeldCalls(RUN, 1, List.of(), List.of(), 3)));
    assertThat(silent().unclear()).containsExactly(RUN);
    calls.heard(presence(false));
    assertThat(silent().unclear()).isEmpty();
    calls.heard(new WorkerPresence("w", 8, 1, Map.of(RUN, 1), List.of(), false));
    assertThat(silent().unclear()).containsExactly(RUN);
  }

  @Test
  void shouldKnowWhoWasNotHeardSinceItListens() {
    calls.heard(presence(false));
    calls.listening();
    assertThat(silent().heard()).isFalse();
    calls.heard(presence(false));
    assertThat(silent().heard()).isTrue();
    calls.expect(List.of("w", "before"));
    assertThat(calls.silent(Duration.ofNanos(-1)))
        .extracting(WorkerCalls.Silent::worker, WorkerCalls.Silent::heard)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("w", true),
            org.assertj.core.groups.Tuple.tuple("before", false));
  }

  @Test
  void shouldSayWhatIsReportedOnlyOfAWorkerOfWhichAllIsKnown() {
    // Given one that has told of a call, and not yet of all that it has
    UnitRef other = new UnitRef(RUN, 8, 1);
    calls.heard(new CallsTaken("w", AT, List.of(held(2))));
    assertThat(calls.whole()).isEmpty();
    assertThat(calls.reported("w", other)).isFalse();

    // When it has
    calls.heard(presence(false, held(2)));

    // Then
    assertThat(calls.whole()).containsExactly("w");
    assertThat(calls.reported("w", other)).isTrue();
    assertThat(calls.reported("w", UNIT)).isFalse();
    assertThat(calls.reported("nobody", UNIT)).isFalse();

    // When something may have been missed, then it is not known again
    calls.listening();
    assertThat(calls.whole()).isEmpty();
    assertThat(calls.reported("w", other)).isFalse();

    // When it leaves with empty hands
    calls.heard(presence(true));
    assertThat(calls.reported("w", UNIT)).isTrue();
  }
}
