package dev.assay.run.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.link.broker.BrokerAwayException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The bookkeeping of a lease, with a clock that is turned by hand. */
class LeaseTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration LASTS = Duration.ofSeconds(4);

  private final List<List<String>> renewed = new ArrayList<>();
  private final List<List<String>> stamped = new ArrayList<>();
  private boolean away;

  private final Claims<String> rows =
      new Claims<>() {
        @Override
        public Uni<Void> renew(List<String> claims) {
          return change(renewed, claims);
        }

        @Override
        public Uni<Void> stamp(List<String> claims) {
          return change(stamped, claims);
        }
      };

  private Uni<Void> change(List<List<String>> changed, List<String> claims) {
    if (away) {
      return Uni.createFrom().failure(new IllegalStateException("the database is away"));
    }
    changed.add(List.copyOf(claims));
    return Uni.createFrom().voidItem();
  }

  private static Uni<Void> sent() {
    return Uni.createFrom().voidItem();
  }

  private Lease<String> lease(long begun, String... claims) {
    return new Lease<>(List.of(claims), rows, LASTS, begun);
  }

  private static void tick(Lease<String> lease, long at) {
    lease.tick(at).await().atMost(LONG);
  }

  private static void send(Lease<String> lease, String one) {
    lease.sending(List.of(one), LeaseTest::sent).await().atMost(LONG);
  }

  @Test
  void shouldRenewWhatIsNotSentEachTimeAQuarterHasPassed() {
    // Given
    long begun = System.nanoTime();
    Lease<String> lease = lease(begun, "a", "b", "c");
    send(lease, "b");
    lease.leave(List.of("c"));

    // When
    tick(lease, begun + Duration.ofMillis(900).toNanos());
    tick(lease, begun + Duration.ofMillis(1_100).toNanos());
    tick(lease, begun + Duration.ofMillis(1_900).toNanos());
    tick(lease, begun + Duration.ofMillis(2_200).toNanos());

    // Then
    assertThat(renewed).containsExactly(List.of("a"), List.of("a"));
  }

  @Test
  void shouldStampWhatWasAcceptedWhileTheRestWaits() {
    // Given
    long begun = System.nanoTime();
    Lease<String> lease = lease(begun, "a", "b");
    send(lease, "b");

    // When
    tick(lease, begun + 1);
    tick(lease, begun + 2);

    // Then
    assertThat(stamped).containsExactly(List.of("b"));
  }

  @Test
  void shouldNotSendWhatSomebodyElseMayHaveClaimed() {
    // Given claims that could not be renewed
    long begun = System.nanoTime() - LASTS.toNanos();
    Lease<String> lease = lease(begun, "a");
    away = true;
    tick(lease, System.nanoTime());

    // When / Then
    assertThatThrownBy(() -> send(lease, "a")).isInstanceOf(BrokerAwayException.class);

    // When they are renewed after all, they were nobody else's
    away = false;
    Lease<String> other = lease(begun, "a");
    tick(other, System.nanoTime());
    send(other, "a");
  }

  @Test
  void shouldStampAgainWhatCouldNotBeStampedBeforeItEnds() {
    // Given
    long begun = System.nanoTime();
    Lease<String> lease = lease(begun, "a");
    send(lease, "a");
    away = true;
    assertThatThrownBy(() -> lease.stamp().await().atMost(LONG))
        .isInstanceOf(IllegalStateException.class);

    // When
    CompletableFuture<Void> closed = lease.close().subscribeAsCompletionStage();
    tick(lease, System.nanoTime());

    // Then it is waited for
    assertThat(closed).isNotDone();
    away = false;
    tick(lease, System.nanoTime());
    assertThat(closed).isCompleted();
    assertThat(stamped).containsExactly(List.of("a"));
  }
}
