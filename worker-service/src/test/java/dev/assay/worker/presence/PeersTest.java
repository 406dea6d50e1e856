package dev.assay.worker.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.message.WorkerPresence;
import dev.assay.worker.testing.FakeTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final UUID RUN = UUID.randomUUID();

  private final FakeTime time = new FakeTime();
  private final Peers peers = new Peers("m", time);

  private static WorkerPresence presence(String id, int active, boolean leaving) {
    return new WorkerPresence(id, 10, active, Map.of(RUN, active), List.of(), leaving);
  }

  @Test
  void shouldRankWorkersByTheirIds() {
    // When
    peers.heard(presence("z", 1, false));
    peers.heard(presence("a", 2, false));
    peers.heard(presence("m", 100, false));

    // Then
    assertThat(peers.workers()).isEqualTo(3);
    assertThat(peers.rank()).isEqualTo(1);
    assertThat(peers.othersActive(RUN)).isEqualTo(3);
    assertThat(peers.othersActive(UUID.randomUUID())).isZero();
  }

  @Test
  void shouldForgetThoseThatAreSilentAndThoseThatLeave() {
    // Given
    peers.heard(presence("a", 2, false));
    peers.heard(presence("b", 2, false));

    // When
    time.advance(3_000);
    peers.heard(presence("b", 2, false));
    assertThat(peers.forget()).isFalse();
    time.advance(600);

    // Then
    assertThat(peers.forget()).isTrue();
    assertThat(peers.workers()).isEqualTo(2);
    assertThat(peers.heard(presence("b", 0, true))).isTrue();
    assertThat(peers.workers()).isEqualTo(1);
  }

  @Test
  void shouldNotHoldItsOwnDeafnessAgainstOthers() {
    // Given
    peers.heard(presence("a", 2, false));
    time.advance(60_000);

    // When
    peers.excuse();

    // Then
    assertThat(peers.forget()).isFalse();
  }

  @Test
  void shouldBeSureOnlyWhileTheOthersHaveHeardOfItLately() {
    // Given
    assertThat(peers.sure()).isFalse();

    // When its own words come back each second
    peers.heard(presence("m", 0, false));
    time.advance(1_000);
    peers.heard(presence("m", 0, false));
    assertThat(peers.sure()).isFalse();
    time.advance(1_000);
    peers.heard(presence("m", 0, false));

    // Then, after two
    assertThat(peers.sure()).isTrue();

    // When nothing comes back for longer than the lease
    time.advance(2_500);
    assertThat(peers.sure()).isFalse();
    peers.heard(presence("m", 0, false));

    // Then it listens again
    assertThat(peers.sure()).isFalse();
    time.advance(2_000);
    assertThat(peers.sure()).isTrue();
  }
}
