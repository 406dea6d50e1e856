package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.ScriptedKind;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that a deadline, a time limit, a cancel or a leaving worker ends. */
class CallInterruptionTest extends CallLoopSetup {
  @Test
  void shouldGiveUpWhenTheWaitWouldPassTheDeadline() {
    // Given
    provider.then(429, Map.of("retry-after", "20"), "");

    // When
    start(Calls.simulated().deadlineAt(time.now().plusSeconds(10)));
    time.advance(100);

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(reply.get().attempts()).hasSize(1);
  }

  @Test
  void shouldSayWhichOfTheTimesRanOut() {
    // Given
    CallPolicy policy = new CallPolicy(1, 10_000, 1_000, 2_000, 3_000, 60_000);
    provider
        .then(ScriptedKind.noConnection())
        .then(ScriptedKind.silence())
        .then(
            (t, listener) ->
                t.after(
                    1,
                    () -> {
                      listener.sent();
                      listener.head(200, name -> null);
                    }))
        .then(
            (t, listener) ->
                t.after(
                    1,
                    () -> {
                      listener.sent();
                      listener.head(200, name -> null);
                      listener.chunk(Buffer.buffer("{"));
                    }))
        .then(Drip.dripping(1_500));

    // When, Then
    assertTimeout(policy, 1_001, "did not stand", false);
    assertTimeout(policy, 2_002, "did not begin", true);
    assertTimeout(policy, 2_002, "did not begin", true);
    assertTimeout(policy, 3_002, "stopped coming", true);
    assertTimeout(policy, 10_001, "as a whole", true);
  }

  private void assertTimeout(CallPolicy policy, long after, String sentence, boolean unknown) {
    int before = provider.aborted();
    reply.set(null);
    long start = time.elapsed();
    start(Calls.simulated().policy(policy));
    while (reply.get() == null && time.elapsed() - start < 60_000) {
      time.advance(1);
    }
    assertThat(time.elapsed() - start).isEqualTo(after);
    assertThat(provider.aborted()).as("connection closed").isEqualTo(before + 1);
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.PROVIDER_TIMEOUT);
    assertThat(reply.get().failure().message()).contains(sentence);
    assertThat(reply.get().attempts().get(0).outcome()).isEqualTo(OutcomeClass.TIMEOUT);
    assertThat(reply.get().attempts().get(0).outcomeUnknown()).isEqualTo(unknown);
  }

  @Test
  void shouldEndARunningAttemptAtTheDeadline() {
    // Given
    provider.then(ScriptedKind.silence());

    // When
    start(Calls.simulated().deadlineAt(time.now().plusMillis(700)));
    time.advance(1_000);

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(reply.get().attempts().get(0).error()).contains("deadline");
    assertThat(provider.aborted()).isEqualTo(1);
  }

  @Test
  void shouldCloseARunningAttemptWhenCancelled() {
    // Given
    provider.then(ScriptedKind.silence());
    start(Calls.simulated());
    time.advance(100);

    // When
    cancel.cancel();

    // Then
    assertThat(provider.aborted()).isEqualTo(1);
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(reply.get().attempts().get(0).outcome()).isEqualTo(OutcomeClass.CANCELLED);
    assertThat(reply.get().attempts().get(0).outcomeUnknown()).isTrue();
  }

  @Test
  void shouldEndAWaitWhenCancelledAndNeverCallAgain() {
    // Given
    provider.then(429, Map.of("retry-after", "30"), "");
    start(Calls.simulated());
    time.advance(100);

    // When
    cancel.cancel();

    // Then
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    time.advance(100_000);
    assertThat(provider.startedAt()).hasSize(1);
  }

  @Test
  void shouldNotStartWhatIsCancelledAlready() {
    // Given
    cancel.cancel();

    // When
    start(Calls.simulated());
    time.advance(1_000);

    // Then
    assertThat(provider.startedAt()).isEmpty();
    assertThat(reply.get().failure().code()).isEqualTo(ErrorCode.CANCELLED);
  }

  @Test
  void shouldHandBackBetweenAttemptsWhenTheWorkerLeaves() {
    // Given
    provider.then(429, Map.of("retry-after", "30"), "");
    start(Calls.simulated());
    time.advance(100);

    // When
    cancel.leave();

    // Then: what was done is on the ledger, the unit goes back
    assertThat(reply.get().notBefore()).isNotNull();
    assertThat(reply.get().attempts()).hasSize(1);
  }

  @Test
  void shouldLetARunningAttemptFinishWhenTheWorkerLeaves() {
    // Given
    provider.then(ScriptedKind.answer(500, 200, Map.of(), ScriptedKind.completion("42")));
    start(Calls.simulated());
    time.advance(100);

    // When
    cancel.leave();
    time.advance(1_000);

    // Then
    assertThat(reply.get().answer()).isNotNull();
  }

  @Test
  void shouldHandBackARunningAttemptWhenTheWorkerMustGo() {
    // Given
    provider.then(ScriptedKind.silence());
    start(Calls.simulated());
    time.advance(100);

    // When
    cancel.leave();
    cancel.leaveNow();

    // Then
    assertThat(provider.aborted()).isEqualTo(1);
    assertThat(reply.get().notBefore()).isNotNull();
    assertThat(reply.get().attempts().get(0).outcomeUnknown()).isTrue();
  }
}
