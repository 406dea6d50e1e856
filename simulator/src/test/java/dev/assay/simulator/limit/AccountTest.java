package dev.assay.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.simulator.limit.LimitState.Exceeded;
import dev.assay.simulator.options.SimLimits;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final long START = 1_800_000_000_000L;

  @Property(tries = 100)
  void shouldNeverLetMoreInThanTheLimitsInAnyMinute(
      @ForAll @IntRange(min = 1, max = 40) int rpm,
      @ForAll @Size(min = 200, max = 400) List<@IntRange(min = 0, max = 3_000) Integer> gaps) {
    // Given
    Account account = new Account();
    SimLimits limits = new SimLimits(rpm, 500L, null);
    List<Long> starts = new ArrayList<>();
    List<Integer> tokens = new ArrayList<>();
    long now = START;

    // When
    for (int gap : gaps) {
      now += gap;
      int asked = gap % 97;
      LimitState state = account.ask(limits, asked, now);
      if (state.exceeded() == null) {
        account.ended();
        starts.add(now);
        tokens.add(asked);
      } else {
        assertThat(state.waitMs()).isBetween(1L, 60_100L);
      }
    }

    // Then
    for (int i = 0; i < starts.size(); i++) {
      int inWindow = 0;
      int spent = 0;
      for (int j = i; j < starts.size() && starts.get(j) < starts.get(i) + 60_000; j++) {
        inWindow++;
        spent += tokens.get(j);
      }
      assertThat(inWindow).isLessThanOrEqualTo(rpm);
      assertThat(spent).isLessThanOrEqualTo(500);
    }
  }

  @Test
  void shouldLetInWhoWaitsAsLongAsItSays() {
    // Given
    Account account = new Account();
    SimLimits limits = new SimLimits(3, null, null);
    for (int i = 0; i < 3; i++) {
      assertThat(account.ask(limits, 1, START + i * 10_000L).exceeded()).isNull();
    }

    // When
    LimitState refused = account.ask(limits, 1, START + 25_000);

    // Then
    assertThat(refused.exceeded()).isEqualTo(Exceeded.REQUESTS);
    assertThat(refused.waitMs()).isEqualTo(35_000);
    assertThat(refused.requestsLeft()).isZero();
    assertThat(refused.requestsResetMs()).isEqualTo(55_000);
    assertThat(account.ask(limits, 1, START + 25_000 + 34_999).exceeded()).isNotNull();
    assertThat(account.ask(limits, 1, START + 25_000 + 35_000).exceeded()).isNull();
  }

  @Test
  void shouldCountWhatRuns() {
    // Given
    Account account = new Account();
    SimLimits limits = new SimLimits(null, null, 2);

    // Then
    assertThat(account.ask(limits, 1, START).exceeded()).isNull();
    assertThat(account.ask(limits, 1, START).exceeded()).isNull();
    assertThat(account.ask(limits, 1, START).exceeded()).isEqualTo(Exceeded.CONCURRENCY);
    account.ended();
    assertThat(account.ask(limits, 1, START).exceeded()).isNull();
  }

  @Test
  void shouldForgetIdleAccountsWhenThereAreMany() {
    // Given
    Accounts accounts = new Accounts();
    SimLimits limits = new SimLimits(1, null, null);
    Account busy = accounts.of("busy", START + 59_000);
    assertThat(busy.ask(limits, 1, START + 59_000).exceeded()).isNull();
    busy.ended();

    // When
    for (int i = 0; i < 5_000; i++) {
      Account unused = accounts.of("key-" + i, START + 60_000);
    }

    // Then
    assertThat(accounts.of("busy", START + 60_000)).isSameAs(busy);
  }
}
