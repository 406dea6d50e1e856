package dev.assay.worker.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ProviderRef.Credential;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import dev.assay.worker.testing.FixedTeam;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final FakeTime time = new FakeTime();
  private final FixedTeam team = new FixedTeam();
  private final Accounts accounts = new Accounts(time, team);
  private final List<Pass> started = new ArrayList<>();
  private final List<Long> sentBack = new ArrayList<>();

  private Pass ask(Calls calls) {
    Pass pass = accounts.pass(calls.build());
    request(pass, false);
    return pass;
  }

  private void request(Pass pass, boolean again) {
    pass.request(
        again,
        new Pass.Answer() {
          @Override
          public void go() {
            started.add(pass);
          }

          @Override
          public void tooLong(long millis) {
            sentBack.add(millis);
          }
        });
  }

  private static void end(Pass pass, OutcomeClass outcome, long hintMs, Integer status) {
    Usage usage = outcome.isAnswer() ? new Usage(10, 0, 2, 0) : null;
    Attempt attempt =
        new Attempt(
            1, "w1", null, null, 1, outcome, status, null, 0, null, usage, null, null, null, false);
    Failure failure = new Failure(ErrorCode.PROVIDER_AUTH, "Provider acme answered 401.");
    pass.ended(attempt, usage, hintMs, outcome.isAnswer() ? null : failure);
  }

  private AccountLoad load() {
    return accounts.look(false, account -> account.equals("ws/acme") ? 2 : 0).get(0);
  }

  @Test
  void shouldStartTwentyAndTheNextWhenOneEnds() {
    // When
    for (int i = 0; i < 30; i++) {
      ask(Calls.simulated().n(i));
    }

    // Then
    assertThat(started).hasSize(20);
    end(started.get(0), OutcomeClass.OK, 0, 200);
    assertThat(started).hasSize(21);
    AccountLoad load = load();
    assertThat(load.concurrency()).isEqualTo(20);
    assertThat(load.maxConcurrency()).isEqualTo(100);
    assertThat(load.running()).isEqualTo(20);
    assertThat(load.waiting()).isEqualTo(9);
    assertThat(load.startedLastMinute()).isEqualTo(21);
    assertThat(load.tokensLastMinute()).isEqualTo(12);
    assertThat(load.openBreakers()).isEqualTo(2);
    assertThat(load.pausedUntil()).isNull();
  }

  @Test
  void shouldCountAModelWithLimitsOfItsOwnApart() {
    // When
    for (int i = 0; i < 5; i++) {
      ask(Calls.simulated().model("slow").limits(null, null, 2).limitedApart().n(i));
      ask(Calls.simulated().limits(null, null, 4).n(10 + i));
    }

    // Then neither waits for the other
    assertThat(started).hasSize(6);
    assertThat(accounts.look(false, account -> 0))
        .extracting(AccountLoad::model, AccountLoad::running, AccountLoad::waiting)
        .containsExactlyInAnyOrder(tuple("slow", 2, 3), tuple(null, 4, 1));
  }

  @Test
  void shouldStartNothingPacedUntilTheOthersKnowOfIt() {
    // Given
    team.sure(false);
    time.advance(60_000);
    ask(Calls.simulated().limits(600, null, null));
    ask(Calls.simulated().limits(null, null, null).n(1));
    time.advance(1_000);
    assertThat(started).as("an unlimited call ends the limit").hasSize(2);
    ask(Calls.simulated().limits(600, null, null).n(2));
    time.advance(1_000);
    assertThat(started).hasSize(2);

    // When
    team.sure(true);
    time.advance(300);

    // Then
    assertThat(started).hasSize(3);
  }

  @Test
  void shouldPaceRequestsByItsShareAndMoreWhenAColleagueLeaves() {
    // Given: 120 a minute for two, and ten calls at a time
    team.set(2, 1);
    time.advance(120_000);
    for (int i = 0; i < 20; i++) {
      Pass pass = ask(Calls.simulated().limits(120, null, 1_000).n(i));
      assertThat(pass).isNotNull();
    }
    time.advance(20_000);
    assertThat(started).hasSize(10);

    // When
    List.copyOf(started).forEach(pass -> end(pass, OutcomeClass.OK, 0, 200));
    team.set(1, 0);
    accounts.divide();
    time.advance(5_000);

    // Then
    assertThat(started).hasSizeBetween(18, 20);
    assertThat(load().rpm()).isEqualTo(120.0);
  }

  @Test
  void shouldSendBackWhenThereIsNoShareForIt() {
    // Given: one call at a time, and two workers
    team.set(2, 1);

    // When
    ask(Calls.simulated().limits(null, null, 1));

    // Then
    assertThat(started).isEmpty();
    assertThat(sentBack).containsExactly(3_000L);
  }

  @Test
  void shouldProbeOneByOneAfterSome429InARow() {
    // Given
    for (int i = 0; i < 40; i++) {
      ask(Calls.simulated().n(i));
    }
    for (Pass pass : List.copyOf(started)) {
      end(pass, OutcomeClass.RATE_LIMITED, 2_000, 429);
    }
    // Those that had a place before the storm was noticed
    while (started.stream().anyMatch(p -> p.state == Pass.State.RUNNING)) {
      for (Pass pass : List.copyOf(started)) {
        end(pass, OutcomeClass.RATE_LIMITED, 2_000, 429);
      }
    }
    int before = started.size();

    // When: ten seconds of nothing but 429
    for (int i = 0; i < 100; i++) {
      time.advance(100);
      end(started.get(started.size() - 1), OutcomeClass.RATE_LIMITED, 2_000, 429);
    }

    // Then: one probe each two seconds and a bit, by another call each time
    assertThat(started.size() - before).isBetween(3, 5);
    assertThat(started.subList(before, started.size()))
        .doesNotHaveDuplicates()
        .allMatch(Pass::probe);
    assertThat(load().pausedUntil()).isAfter(time.now());
    assertThat(load().phase()).isEqualTo(AccountLoad.Phase.THROTTLED);

    // When it is over
    int probes = started.size();
    time.advance(2_100);
    end(started.get(probes), OutcomeClass.OK, 0, 200);

    // Then all go on
    assertThat(started.size() - probes).isGreaterThan(10);
  }

  @Test
  void shouldSendBackAllThatWaitWhenThePauseIsLong() {
    // Given
    for (int i = 0; i < 25; i++) {
      ask(Calls.simulated().n(i));
    }
    for (int i = 0; i < 3; i++) {
      end(started.get(i), OutcomeClass.RATE_LIMITED, 120_000, 429);
    }

    // When
    accounts.look(false, account -> 0);

    // Then
    assertThat(sentBack).isNotEmpty().allMatch(ms -> ms > 100_000);
    assertThat(load().waiting()).isZero();
  }

  @Test
  void shouldSendBackWhatHasWaitedLong() {
    // Given
    for (int i = 0; i < 21; i++) {
      ask(Calls.simulated().n(i));
    }

    // When
    time.advance(46_000);
    accounts.look(false, account -> 0);

    // Then
    assertThat(sentBack).hasSize(1);
  }

  @Test
  void shouldRefuseAtOnceForACredentialThatIsRefused() {
    // Given
    Credential old = new Credential("OLD", null);
    for (int i = 0; i < 25; i++) {
      ask(Calls.simulated().credential(old).n(i));
    }
    assertThat(started).hasSize(20);

    // When
    end(started.get(0), OutcomeClass.AUTH, 0, 401);

    // Then: those that wait are told, and so is whoever comes, unless with another credential
    assertThat(started).hasSize(25);
    assertThat(started.get(24).closed().message()).isEqualTo("Provider acme answered 401.");
    assertThat(ask(Calls.simulated().credential(old)).closed()).isNotNull();
    assertThat(ask(Calls.simulated().credential(new Credential("NEW", null))).closed()).isNull();
    assertThat(load().pausedUntil()).isAfter(time.now());
    time.advance(30_000);
    assertThat(ask(Calls.simulated().credential(old)).closed()).isNull();
  }

  @Test
  void shouldNotBookWhatWasNotUsed() {
    // Given
    Pass pass = ask(Calls.simulated().limits(null, 100_000L, null));
    time.advance(120_000);
    Pass second = ask(Calls.simulated().limits(null, 100_000L, null));
    assertThat(load().tokensLastMinute()).isGreaterThan(500);

    // When
    pass.unused();
    pass.unused();
    second.unused();

    // Then
    assertThat(load().tokensLastMinute()).isZero();
    assertThat(load().startedLastMinute()).isZero();
    assertThat(load().running()).isZero();
  }
}
