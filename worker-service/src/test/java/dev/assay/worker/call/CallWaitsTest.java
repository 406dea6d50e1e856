package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Attempt;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.ScriptedKind;
import dev.assay.worker.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the ledger says of waits and attempts that count. */
class CallWaitsTest extends CallLoopSetup {
  @Test
  void shouldWriteDownHowLongWasReallyWaitedAndForWhat() {
    // Given two requests a minute, the first of which fails
    time.advance(120_000);
    provider.then(500, Map.of(), "").thenOk("42");

    // When
    start(Calls.simulated().limits(2, null, null));
    time.advance(120_000);

    // Then
    Attempt failed = reply.get().attempts().get(0);
    long between =
        reply.get().attempts().get(1).startedAt().toEpochMilli()
            - failed.startedAt().toEpochMilli()
            - failed.durationMs();
    assertThat(between).isGreaterThan(10_000);
    assertThat(failed.waitMs()).isBetween(between - 5, between + 5);
    assertThat(failed.waitReason()).isEqualTo("limits");
  }

  @Test
  void shouldGoOnCountingAttemptsWhenAUnitIsSentBack() {
    // Given
    provider
        .then(500, Map.of(), "")
        .then(500, Map.of(), "")
        .then(429, Map.of("retry-after", "61"), "");

    // When
    start(Calls.simulated().attempts(5));
    time.advance(10_000);

    // Then
    assertThat(reply.get().notBefore()).isNotNull();
    assertThat(reply.get().attempts()).hasSize(3);
    assertThat(reply.get().freeAttempts()).as("the one that found the wait").isEqualTo(1);

    // When it is handed out again, and fails for good
    provider.then(500, Map.of(), "");
    reply.set(null);
    start(Calls.simulated().attempts(5).attemptsMade(3).freeAttempts(1));
    time.advance(60_000);

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
    assertThat(reply.get().attempts()).extracting(Attempt::number).containsExactly(4, 5, 6);
  }

  @Test
  void shouldSendBackAlsoWithItsLastAttempt() {
    // Given
    provider.then(429, Map.of("retry-after", "61"), "");

    // When
    start(Calls.simulated().attempts(5).attemptsMade(4));
    time.advance(10);

    // Then
    assertThat(reply.get().notBefore()).isNotNull();
    assertThat(reply.get().freeAttempts()).isEqualTo(1);
  }

  @Test
  void shouldTryAgainWhatARequestIsMadeOf() {
    // Given
    provider.then(ScriptedKind.fault(WireFault.Kind.PREPARATION)).thenOk("42");

    // When
    start(Calls.simulated());
    time.advance(5_000);

    // Then
    assertThat(reply.get().answer()).isNotNull();
    assertThat(reply.get().attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(reply.get().attempts().get(0).error()).doesNotContain("Provider");
  }

  @Test
  void shouldGiveUpTheLargestOfTooManyLargeAnswersAndAskForItAgain() {
    // Given answers that grow together beyond 10,000 bytes, and each may have 1,000
    ScriptedKind.Step large =
        (t, listener) ->
            t.after(
                1,
                () -> {
                  listener.sent();
                  listener.head(200, name -> null);
                  listener.chunk(Buffer.buffer("{".repeat(840)));
                });
    for (int n = 0; n < 12; n++) {
      provider.then(large);
    }
    provider.thenOk("42");

    // When
    for (int n = 0; n < 12; n++) {
      start(Calls.simulated().n(n));
    }
    time.advance(5_000);

    // Then
    assertThat(provider.aborted()).isEqualTo(1);
    assertThat(reply.get().answer()).isNotNull();
    Attempt dropped = reply.get().attempts().get(0);
    assertThat(dropped.outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(dropped.error()).contains("too many bytes together");
  }
}
