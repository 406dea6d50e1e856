package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.ScriptedKind;
import dev.assay.worker.wire.WireFault;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is tried again, when, and what the reply says of it. */
class CallLoopTest extends CallLoopSetup {
  @Test
  void shouldReplyWithTheAnswerOfTheFirstAttempt() {
    // Given
    provider.then(
        ScriptedKind.answer(
            250, 200, Map.of("x-request-id", "req-1"), ScriptedKind.completion("42")));

    // When
    start(Calls.simulated().pricing(new ProviderRef.Pricing(1.0, 3.0, null)));
    time.advance(300);

    // Then
    assertThat(reply.get().answer().output().asText()).isEqualTo("42");
    assertThat(reply.get().answer().latencyMs()).isEqualTo(250);
    assertThat(reply.get().answer().requestId()).isEqualTo("req-1");
    assertThat(reply.get().answer().cost()).isEqualTo(16e-6);
    assertThat(reply.get().attempts()).hasSize(1);
    assertThat(reply.get().attempts().get(0).outcomeUnknown()).isFalse();
    assertThat(reply.get().attempts().get(0).bodySha256()).hasSize(64);
    assertThat(slot.held()).isFalse();
  }

  @Test
  void shouldWaitWithFullJitterBetweenAttempts() {
    // Given
    provider.then(500, Map.of(), "").then(500, Map.of(), "").then(500, Map.of(), "").thenOk("42");

    // When
    start(Calls.simulated());
    time.advance(10_000);

    // Then: half of 0.5, 1 and 2 seconds, an attempt taking 1 ms
    assertThat(provider.startedAt()).containsExactly(0L, 251L, 752L, 1_753L);
    assertThat(reply.get().attempts())
        .extracting(Attempt::waitMs)
        .containsExactly(250L, 500L, 1_000L, 0L);
    assertThat(reply.get().attempts())
        .extracting(Attempt::waitReason)
        .containsExactly("backoff", "backoff", "backoff", null);
    assertThat(reply.get().attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
    assertThat(reply.get().attempts()).extracting(Attempt::durationMs).containsOnly(1L);
    assertThat(reply.get().answer().latencyMs()).isEqualTo(1);
  }

  @Test
  void shouldWaitAsLongAsTheProviderSaysWithTheSlotGivenBack() {
    // Given
    provider.then(429, Map.of("retry-after", "7"), "").thenOk("42");

    // When
    start(Calls.simulated());
    time.advance(5_000);

    // Then
    assertThat(slot.held()).isFalse();
    assertThat(reply.get()).isNull();
    time.advance(5_000);
    assertThat(provider.startedAt()).containsExactly(0L, 7_001L);
    assertThat(reply.get().attempts().get(0).waitReason()).isEqualTo("retry-after");
    assertThat(reply.get().answer()).isNotNull();
    assertThat(slot.granted()).isEqualTo(2);
  }

  /** The report w-retry-date: a date two seconds ahead. */
  @Test
  void shouldWaitUntilTheDateThatTheProviderSays() {
    // Given
    provider.then(429, Map.of("retry-after", "Thu, 01 Jan 2026 00:00:02 GMT"), "").thenOk("42");

    // When
    start(Calls.simulated());
    time.advance(5_000);

    // Then
    assertThat(provider.startedAt()).containsExactly(0L, 2_000L);
    assertThat(reply.get().attempts().get(0).waitReason()).isEqualTo("retry-after");
    assertThat(reply.get().answer().output().asText()).isEqualTo("42");
  }

  @Test
  void shouldSendTheUnitBackWhenTheProviderWantsAMinuteAndMore() {
    // Given
    provider.then(429, Map.of("retry-after", "61"), "");

    // When
    start(Calls.simulated());
    time.advance(10);

    // Then
    assertThat(reply.get().notBefore()).isEqualTo(time.now().plusMillis(61_000 - 9));
    assertThat(reply.get().failure()).isNull();
    assertThat(reply.get().attempts()).hasSize(1);
  }

  @Test
  void shouldCallExactlyOnceWhenOneAttemptIsAllowed() {
    // Given
    provider.then(500, Map.of(), "");

    // When
    start(Calls.simulated().attempts(1));
    time.advance(60_000);

    // Then
    assertThat(provider.startedAt()).hasSize(1);
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
    assertThat(reply.get().attempts().get(0).waitMs()).isZero();
  }

  @Test
  void shouldCountAttemptsOfAnEarlierHandOut() {
    // Given
    provider.then(500, Map.of(), "");

    // When
    start(Calls.simulated().attempts(5).attemptsMade(3));
    time.advance(60_000);

    // Then
    assertThat(reply.get().attempts()).extracting(Attempt::number).containsExactly(4, 5);
  }

  @Test
  void shouldNotRetryWhatNoRetryHelps() {
    // Given
    provider.then(401, Map.of(), "{\"error\":{\"message\":\"no\",\"code\":\"invalid_api_key\"}}");

    // When
    start(Calls.simulated());
    time.advance(60_000);

    // Then
    assertThat(provider.startedAt()).hasSize(1);
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.get().failure().message()).contains("acme").contains("401");
  }

  @Test
  void shouldObeyTheProvidersWordOnRetryingBothWays() {
    // Given
    provider
        .then(400, Map.of("x-should-retry", "true"), "")
        .then(500, Map.of("x-should-retry", "false"), "");

    // When
    start(Calls.simulated());
    time.advance(60_000);

    // Then
    assertThat(reply.get().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(OutcomeClass.INVALID, OutcomeClass.TRANSIENT);
  }

  @Test
  void shouldMarkOutcomesThatNobodyKnows() {
    // Given
    provider
        .then(ScriptedKind.fault(WireFault.Kind.CONNECT))
        .then(ScriptedKind.fault(WireFault.Kind.BROKEN))
        .then(500, Map.of(), "")
        .thenOk("42");

    // When
    start(Calls.simulated());
    time.advance(60_000);

    // Then
    assertThat(reply.get().attempts())
        .extracting(Attempt::outcomeUnknown)
        .containsExactly(false, true, false, false);
  }

  @Test
  void shouldNotReadMoreThanTheCap() {
    // Given
    provider.thenOk("x".repeat(2_000));

    // When
    start(Calls.simulated());
    time.advance(60_000);

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_NONSENSE);
    assertThat(provider.startedAt()).hasSize(1);
    assertThat(provider.aborted()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheCredentialOutOfErrors() {
    // Given
    provider.then(401, Map.of(), "{\"error\":{\"message\":\"bad key top-secret-value given\"}}");

    // When
    start(Calls.simulated().credential(new ProviderRef.Credential("KEY", null)));
    time.advance(100);

    // Then
    assertThat(reply.get().toString()).doesNotContain("top-secret-value").contains("[redacted]");
  }

  @Test
  void shouldFailWithoutAnAttemptWhenTheCredentialIsMissing() {
    // When
    start(Calls.simulated().credential(new ProviderRef.Credential("ABSENT", null)));

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.get().failure().message()).contains("ABSENT");
    assertThat(reply.get().attempts()).isEmpty();
  }

  @Test
  void shouldGiveAFilteredRequestAsAnAnswer() {
    // Given
    provider.then(400, Map.of(), "{\"error\":{\"code\":\"content_filter\"}}");

    // When
    start(Calls.simulated());
    time.advance(100);

    // Then
    assertThat(reply.get().failure()).isNull();
    assertThat(reply.get().answer().finishReason()).isEqualTo("content_filter");
    assertThat(reply.get().answer().output()).isNull();
    assertThat(reply.get().attempts().get(0).outcome()).isEqualTo(OutcomeClass.CONTENT_FILTER);
  }
}
