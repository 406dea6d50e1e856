package dev.assay.worker.identity.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.worker.testing.FakeTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a secret is renewed, how often, and what is used meanwhile. */
class KeeperTest {
  private final FakeTime time = new FakeTime();
  private final List<UniEmitter<? super Lease>> asked = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final Keeper keeper =
      new Keeper("test", () -> Uni.createFrom().<Lease>emitter(asked::add), time);

  private Keeper.Waiter get() {
    Keeper.Waiter waiter =
        new Keeper.Waiter() {
          @Override
          public void had(String secret) {
            heard.add(secret);
          }

          @Override
          public void failed(IdentityException why) {
            heard.add((why.passing() ? "away " : "refused ") + why.getMessage());
          }
        };
    keeper.get(waiter);
    return waiter;
  }

  private void give(String secret, Duration lasts) {
    asked.remove(0).complete(new Lease(secret, lasts == null ? null : time.now().plus(lasts)));
  }

  @Test
  void shouldAskOnceForAllWhoWait() {
    // When
    get();
    get();
    get();

    // Then
    assertThat(asked).hasSize(1);
    give("one", Duration.ofHours(1));
    assertThat(heard).containsExactly("one", "one", "one");
    get();
    assertThat(heard).hasSize(4);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldRenewBeforeTheEndAndUseTheOldOneMeanwhile() {
    // Given
    get();
    give("old", Duration.ofHours(1));

    // When
    time.advance(Duration.ofMinutes(54).toMillis());
    get();
    assertThat(asked).isEmpty();
    time.advance(Duration.ofMinutes(2).toMillis());
    get();
    get();

    // Then
    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly("old", "old", "old", "old");
    give("new", Duration.ofHours(1));
    get();
    assertThat(heard).endsWith("new");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldNotUseOneThatIsAboutToEnd() {
    // Given
    get();
    give("old", Duration.ofHours(1));
    heard.clear();

    // When
    time.advance(Duration.ofMinutes(60).toMillis() - 20_000);
    get();

    // Then
    assertThat(heard).isEmpty();
    give("new", Duration.ofHours(1));
    assertThat(heard).containsExactly("new");
  }

  @Test
  void shouldUseOneThatLastsAShortTimeForMostOfIt() {
    // Given
    get();
    give("short", Duration.ofSeconds(60));

    // When, then
    time.advance(20_000);
    get();
    assertThat(asked).isEmpty();
    time.advance(20_000);
    get();
    assertThat(asked).hasSize(1);
    assertThat(heard).containsExactly("short", "short", "short");
  }

  @Test
  void shouldGoOnWithTheOldOneWhileRenewingFails() {
    // Given
    get();
    give("old", Duration.ofHours(1));
    time.advance(Duration.ofMinutes(56).toMillis());
    get();

    // When
    asked.remove(0).fail(IdentityException.away("not now"));
    get();

    // Then it is not asked again at once
    assertThat(heard).containsOnly("old");
    assertThat(asked).isEmpty();
    time.advance(2_000);
    get();
    assertThat(asked).hasSize(1);
    assertThat(heard).containsOnly("old");
  }

  @Test
  void shouldTellAllWhoWaitWhyThereIsNone() {
    // Given
    get();
    get();

    // When
    asked.remove(0).fail(IdentityException.refused("no"));
    get();

    // Then those who come after are told the same for a while
    assertThat(heard).containsExactly("refused no", "refused no", "refused no");
    assertThat(asked).isEmpty();
    time.advance(11_000);
    get();
    assertThat(asked).hasSize(1);
    give("yes", null);
    assertThat(heard).endsWith("yes");
    time.advance(Duration.ofDays(100).toMillis());
    get();
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldHaveAnotherMadeOfOneThatWasRefused() {
    // Given one that would last for ever
    get();
    get();
    give("old", null);
    heard.clear();

    // When those who were shown it refuse it
    keeper.refused("old");
    keeper.refused("old");
    assertThat(asked).isEmpty();
    get();
    get();

    // Then it is had anew once, and the old one is not used meanwhile
    assertThat(asked).hasSize(1);
    assertThat(heard).isEmpty();
    give("new", null);
    assertThat(heard).containsExactly("new", "new");
    keeper.refused("old");
    get();
    assertThat(heard).endsWith("new").hasSize(3);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldNotHaveOneMadeForEachCallThatIsRefused() {
    // Given
    get();
    give("one", null);
    keeper.refused("one");
    get();
    give("two", null);

    // When whoever it is shown to refuses whatever comes
    for (int i = 0; i < 50; i++) {
      keeper.refused("two");
      get();
    }

    // Then
    assertThat(asked).isEmpty();
    assertThat(heard).endsWith("two");
    time.advance(60_000);
    keeper.refused("two");
    get();
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldUseTheRefusedOneOnWhileNoOtherCanBeHad() {
    // Given
    get();
    give("old", null);
    heard.clear();
    keeper.refused("old");
    get();

    // When
    asked.remove(0).fail(IdentityException.away("not now"));
    get();

    // Then others may take it, and another is asked for again
    assertThat(heard).containsExactly("old", "old");
    time.advance(2_000);
    get();
    asked.remove(0).fail(IdentityException.refused("no"));
    get();
    assertThat(heard).containsExactly("old", "old", "refused no", "refused no");
    time.advance(11_000);
    get();
    give("new", null);
    assertThat(heard).endsWith("new");
  }

  @Test
  void shouldGiveUpWhatNeverComes() {
    // Given
    get();
    time.advance(59_000);
    assertThat(heard).isEmpty();

    // When
    time.advance(1_000);

    // Then
    assertThat(heard).containsExactly("away the secret to call it with did not come in time");
    time.advance(2_000);
    get();
    assertThat(asked).hasSize(2);
    give("too late", null);
    assertThat(heard).hasSize(1);
    give("anew", null);
    assertThat(heard).endsWith("anew").hasSize(2);
    time.advance(120_000);
    get();
    assertThat(heard).endsWith("anew").hasSize(3);
  }

  @Test
  void shouldForgetWhoWaitsNoLonger() {
    // Given
    Keeper.Waiter gone = get();
    get();

    // When
    keeper.leave(gone);
    give("one", null);

    // Then
    assertThat(heard).containsExactly("one");
    keeper.leave(gone);
  }

  @Test
  void shouldTakeWhatASourceThrowsForAFailure() {
    // Given
    Keeper broken =
        new Keeper(
            "test",
            () -> {
              throw new IllegalStateException("with-a-secret");
            },
            time);

    // When
    broken.get(
        new Keeper.Waiter() {
          @Override
          public void had(String secret) {
            heard.add(secret);
          }

          @Override
          public void failed(IdentityException why) {
            heard.add(why.getMessage());
          }
        });

    // Then
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).contains("IllegalStateException").doesNotContain("with-a-secret");
  }
}
