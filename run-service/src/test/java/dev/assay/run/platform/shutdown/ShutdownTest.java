package dev.assay.run.platform.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Ends only when the last one is told. */
  private Uni<Void> endWithTheLast() {
    return Uni.createFrom().completionStage(told).invoke(() -> ended.set(true));
  }

  private Uni<Void> last() {
    told.complete(null);
    return Uni.createFrom().voidItem();
  }

  @Test
  void shouldTellAllBeforeItWaitsForAny() {
    // Given
    Shutdown shutdown = new Shutdown(List.of(this::endWithTheLast, this::last));

    // When
    shutdown.stop(new ShutdownEvent());

    // Then
    assertThat(ended).isTrue();
  }

  @Test
  void shouldTellTheOthersWhenOneCannotBeTold() {
    // Given
    Stoppable broken =
        () -> {
          throw new IllegalStateException("never started");
        };
    Shutdown shutdown = new Shutdown(List.of(broken, this::endWithTheLast, this::last));

    // When
    shutdown.stop(new ShutdownEvent());

    // Then
    assertThat(ended).isTrue();
  }
}
