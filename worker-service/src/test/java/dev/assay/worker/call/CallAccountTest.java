package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.ScriptedKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What calls of the same account mean to each other. */
class CallAccountTest extends CallLoopSetup {
  @Test
  void shouldFailAtOnceAndWithTheSameWordsAfterARefusedCredential() {
    // Given
    provider.then(401, Map.of(), "{\"error\":{\"message\":\"no such key\"}}");
    start(Calls.simulated());
    time.advance(10);
    String words = reply.get().failure().message();
    assertThat(words).contains("acme").contains("401").contains("no such key");
    reply.set(null);

    // When
    start(Calls.simulated().n(1));

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.get().failure().message()).isEqualTo(words);
    assertThat(reply.get().attempts()).isEmpty();
    assertThat(provider.startedAt()).hasSize(1);
    assertThat(slot.held()).isFalse();
  }

  @Test
  void shouldNotSpendAttemptsOnFindingOutWhetherAStormIsOver() {
    // Given a provider that answers nothing but 429 for a minute
    for (int i = 0; i < 14; i++) {
      provider.then(429, Map.of("retry-after", "4"), "");
    }
    provider.thenOk("42");

    // When
    start(Calls.simulated().attempts(5));
    time.advance(120_000);

    // Then
    assertThat(reply.get().answer()).isNotNull();
    assertThat(reply.get().attempts()).hasSize(15);
    assertThat(reply.get().attempts()).extracting(Attempt::number).doesNotHaveDuplicates();
  }

  @Test
  void shouldCallOnceWhenOneAttemptIsAllowedAlsoInAStorm() {
    // Given
    provider.then(429, Map.of(), "");
    for (int i = 0; i < 4; i++) {
      start(Calls.simulated().n(i).attempts(1));
      time.advance(2_000);
    }

    // When
    reply.set(null);
    start(Calls.simulated().n(9).attempts(1));
    time.advance(60_000);

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_RATE_LIMITED);
    assertThat(reply.get().attempts()).hasSize(1);
  }

  @Test
  void shouldCountTheDeadlineFromTheFirstAttemptAndNotWhileTheAccountWaits() {
    // Given two requests a minute, the first of which is just made
    provider.then(ScriptedKind.answer(10, 200, Map.of(), ScriptedKind.completion("42")));
    time.advance(120_000);
    start(Calls.simulated().limits(2, null, null));
    time.advance(100);
    reply.set(null);

    // When another must wait longer than its deadline
    start(
        Calls.simulated()
            .n(1)
            .limits(2, null, null)
            .policy(new CallPolicy(1, 5_000, 1_000, 5_000, 5_000, 5_000)));
    time.advance(31_000);

    // Then
    assertThat(reply.get().answer()).isNotNull();
    assertThat(reply.get().answer().latencyMs()).isEqualTo(10);
  }

  @Test
  void shouldStopWaitingForTheAccountWhenCancelled() {
    // Given
    provider.thenOk("42");
    time.advance(120_000);
    start(Calls.simulated().limits(1, null, null));
    time.advance(100);
    reply.set(null);
    start(Calls.simulated().n(1).limits(1, null, null));
    time.advance(1_000);

    // When
    cancel.cancel();

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(slot.held()).isFalse();
    time.advance(120_000);
    assertThat(provider.startedAt()).hasSize(1);
  }

  /** One call at a time: a place that is not given back keeps all that follow waiting. */
  private void shouldFailForAReasonOfTheWorkersOwn(int n) {
    reply.set(null);
    start(Calls.simulated().n(n).limits(null, null, 1));
    time.advance(100);
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(reply.get().failure().message()).contains("acme").doesNotContain("top-secret-value");
    assertThat(reply.get().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(OutcomeClass.INVALID);
    assertThat(slot.held()).isFalse();
  }

  @Test
  void shouldGiveEveryPlaceBackWhenAKindThrowsWhatNobodyForesaw() {
    // Given
    RuntimeException unforeseen = new IllegalStateException("header top-secret-value");
    provider.then(ScriptedKind.broken(unforeseen));

    // When
    shouldFailForAReasonOfTheWorkersOwn(0);
    shouldFailForAReasonOfTheWorkersOwn(1);
    provider.breakReaders(unforeseen);
    shouldFailForAReasonOfTheWorkersOwn(2);
    shouldFailForAReasonOfTheWorkersOwn(3);

    // Then
    provider.breakReaders(null).thenOk("42");
    reply.set(null);
    start(Calls.simulated().n(4).limits(null, null, 1));
    time.advance(100);
    assertThat(reply.get().answer()).isNotNull();
  }
}
