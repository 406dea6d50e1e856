package dev.assay.run.engine.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.AccountLoad.Phase;
import dev.assay.run.library.providers.ProviderSettings.Limits;
import dev.assay.run.library.providers.accounts.AccountLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many workers are useful. */
class UsableTest {
  private static AccountLimits.Now now(int running, int started, long tokens) {
    return new AccountLimits.Now(
        8, 50, running, 0, null, null, started, tokens, Phase.HOLDING, null, null, 0);
  }

  @Test
  void shouldUseAllThatIsWantedWhereNothingLimits() {
    assertThat(Usable.calls(900, null, null, false)).isEqualTo(900);
    assertThat(Usable.calls(900, new Limits(null, null, null), now(5, 60, 10), false))
        .isEqualTo(900);
  }

  @Test
  void shouldNotExceedWhatMayRunAtATime() {
    assertThat(Usable.calls(900, new Limits(null, null, 100), null, false)).isEqualTo(100);
    assertThat(Usable.calls(40, new Limits(null, null, 100), null, false)).isEqualTo(40);
  }

  @Test
  void shouldTurnARateIntoCallsAtATimeByHowLongACallTakes() {
    // 600 a minute of calls that take 2 s: 20 at a time
    assertThat(Usable.calls(900, new Limits(600, null, null), now(10, 300, 0), false))
        .isEqualTo(20);
    // Nobody knows how long they take: all of a minute's at a time at most
    assertThat(Usable.calls(900, new Limits(600, null, null), null, false)).isEqualTo(600);
    assertThat(Usable.calls(900, new Limits(600, null, null), now(0, 0, 0), false)).isEqualTo(600);
    // However fast they are, one is
    assertThat(Usable.calls(900, new Limits(1, null, null), now(1, 1000, 0), false)).isEqualTo(1);
  }

  @Test
  void shouldTurnTokensIntoCallsByWhatACallTakes() {
    // 30,000 tokens a minute at 100 a call are 300 calls of 2 s a minute: 10 at a time
    assertThat(Usable.calls(900, new Limits(null, 30_000L, null), now(10, 300, 30_000), false))
        .isEqualTo(10);
    assertThat(Usable.calls(900, new Limits(null, 30_000L, null), null, false)).isEqualTo(900);
  }

  @Test
  void shouldUseNothingOfAPausedAccount() {
    assertThat(Usable.calls(900, null, now(3, 60, 10), true)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, 0",
    "1, 0, 256, 1",
    "256, 0, 256, 1",
    "257, 0, 256, 2",
    "1000, 30, 100, 10",
    // What is in flight needs somebody, also where no more of it may start.
    "0, 1, 256, 1",
    "0, 700, 256, 1"
  })
  void shouldCountWorkers(long usable, long dispatched, int each, int workers) {
    assertThat(Usable.workers(usable, dispatched, each)).isEqualTo(workers);
  }
}
