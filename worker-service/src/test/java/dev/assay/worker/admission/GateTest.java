package dev.assay.worker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.worker.call.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Team team = new Team();
  private final Gate gate = new Gate(team);
  private final List<String> started = new ArrayList<>();
  private final Map<String, Slot> slots = new HashMap<>();

  private static final class Team implements Colleagues {
    private int workers = 1;
    private int rank;
    private int othersActive;

    @Override
    public int workers() {
      return workers;
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public int othersActive(UUID run) {
      return othersActive;
    }
  }

  private void ask(UUID run, String name, int concurrency) {
    Slot slot = gate.slot(run, false, concurrency, false);
    slots.put(name, slot);
    slot.request(false, () -> started.add(name));
  }

  @Test
  void shouldStartAsManyAsTheRunAllowsInOrder() {
    // Given
    UUID run = UUID.randomUUID();

    // When
    for (String name : List.of("a", "b", "c", "d")) {
      ask(run, name, 2);
    }

    // Then
    assertThat(started).containsExactly("a", "b");
    slots.get("a").release();
    slots.get("a").release();
    assertThat(started).containsExactly("a", "b", "c");
    assertThat(gate.waiting()).isEqualTo(1);
    assertThat(gate.running()).isEqualTo(2);
  }

  @Test
  void shouldServeRunsInTurn() {
    // Given
    gate.shut();
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      ask(one, "one-" + i, 10);
    }
    for (int i = 0; i < 3; i++) {
      ask(two, "two-" + i, 10);
    }

    // When
    gate.open();

    // Then
    assertThat(started).containsExactly("one-0", "two-0", "one-1", "two-1", "one-2", "two-2");
  }

  @Test
  void shouldStartWhatWasAdmittedThoughNothingElseMay() {
    // Given
    gate.shut();
    Slot slot = gate.slot(UUID.randomUUID(), false, 1, true);

    // When
    slot.request(false, () -> started.add("admitted"));

    // Then
    assertThat(started).containsExactly("admitted");
  }

  @Test
  void shouldLetThoseGoFirstThatRanBefore() {
    // Given
    UUID run = UUID.randomUUID();
    ask(run, "a", 1);
    ask(run, "b", 1);
    Slot again = gate.slot(run, false, 1, false);
    again.request(true, () -> started.add("again"));

    // When
    slots.get("a").release();

    // Then
    assertThat(started).containsExactly("a", "again");
  }

  @Test
  void shouldLetJudgesRunBesideTheTarget() {
    // Given a run whose target uses all of its concurrency
    UUID run = UUID.randomUUID();
    ask(run, "target", 1);
    ask(run, "next", 1);

    // When
    gate.slot(run, true, 1, false).request(false, () -> started.add("judge"));
    gate.slot(run, true, 1, false).request(false, () -> started.add("other judge"));

    // Then
    assertThat(started).containsExactly("target", "judge");
    assertThat(gate.active()).containsEntry(run, 1);
  }

  @Test
  void shouldForgetThoseThatWantNoMore() {
    // Given
    UUID run = UUID.randomUUID();
    ask(run, "a", 1);
    ask(run, "b", 1);
    ask(run, "c", 1);

    // When
    slots.get("b").withdraw();
    slots.get("a").release();

    // Then
    assertThat(started).containsExactly("a", "c");
  }

  @Test
  void shouldTakeItsShareOnlyAndMoreWhenAColleagueLeaves() {
    // Given
    team.workers = 3;
    team.rank = 2;
    UUID run = UUID.randomUUID();
    for (int i = 0; i < 8; i++) {
      ask(run, "call-" + i, 8);
    }
    assertThat(started).hasSize(2);

    // When
    team.workers = 1;
    team.rank = 0;
    team.othersActive = 3;
    gate.look();

    // Then: what the others still run counts until they say otherwise
    assertThat(started).hasSize(5);
    team.othersActive = 0;
    gate.look();
    assertThat(started).hasSize(8);
    assertThat(gate.active()).containsEntry(run, 8);
  }

  @Test
  void shouldNotRecurseWhenCallsEndAtOnce() {
    // Given
    gate.shut();
    UUID run = UUID.randomUUID();
    for (int i = 0; i < 100_000; i++) {
      Slot slot = gate.slot(run, false, 1, false);
      slot.request(
          false,
          () -> {
            started.add("x");
            slot.release();
          });
    }

    // When
    gate.open();

    // Then
    assertThat(started).hasSize(100_000);
    assertThat(gate.running()).isZero();
    assertThat(gate.active()).isEmpty();
  }
}
