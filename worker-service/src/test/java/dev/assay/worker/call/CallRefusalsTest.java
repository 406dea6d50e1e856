package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.ScriptedKind;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests that a provider refuses one after the other. */
class CallRefusalsTest extends CallLoopSetup {
  private static final String REFUSED =
      "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No credit, request 1234\"}}";

  private ErrorCode ask(Calls calls) {
    reply.set(null);
    start(calls);
    time.advance(5);
    return reply.get().failure() == null ? null : reply.get().failure().code();
  }

  @Test
  void shouldEndARunWhoseRequestsAreAllRefusedInTheSameWords() {
    // Given
    provider.then(400, Map.of(), REFUSED);

    // When
    for (int n = 0; n < 19; n++) {
      assertThat(ask(Calls.simulated().n(n))).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    }

    // Then
    assertThat(ask(Calls.simulated().n(19))).isEqualTo(ErrorCode.PROVIDER_REFUSES_ALL);
    assertThat(reply.get().failure().message()).contains("acme", "20 requests", "No credit");
    assertThat(reply.get().attempts()).hasSize(1);
    assertThat(ask(Calls.simulated().n(20))).isEqualTo(ErrorCode.PROVIDER_REFUSES_ALL);
    assertThat(reply.get().attempts()).as("nobody was asked").isEmpty();
    assertThat(slot.held()).isFalse();
    // Another run, a retry of this one, and a judge ask something else
    assertThat(ask(Calls.simulated().run(UUID.randomUUID())))
        .isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(ask(Calls.simulated().generation(2))).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(ask(Calls.simulated().question("helpful#1", null)))
        .isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
  }

  @Test
  void shouldTakeRefusalsInOtherWordsForThoseOfTheirItems() {
    for (int n = 0; n < 60; n++) {
      String words = "Item " + (char) ('a' + n % 2) + " is not valid";
      provider.then(400, Map.of(), "{\"error\":{\"message\":\"" + words + "\"}}");
      assertThat(ask(Calls.simulated().n(n))).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    }
  }

  @Test
  void shouldLetItemsBeRefusedAlikeWhereOthersWereAnswered() {
    // Given
    provider.thenOk("42");
    assertThat(ask(Calls.simulated())).isNull();
    provider.then(400, Map.of(), REFUSED);

    // When, then
    for (int n = 1; n < 100; n++) {
      assertThat(ask(Calls.simulated().n(n))).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    }
    assertThat(ask(Calls.simulated().n(100))).isEqualTo(ErrorCode.PROVIDER_REFUSES_ALL);
  }

  @Test
  void shouldTakeABare403ForTheCredentialsOnlyAfterSeveralWithoutAnAnswer() {
    // Given a firewall whose pages differ
    for (int n = 0; n < 10; n++) {
      provider.then(403, Map.of("content-type", "text/html"), "<html>ray " + n + "</html>");
    }

    // When, then
    for (int n = 0; n < 4; n++) {
      assertThat(ask(Calls.simulated().n(n))).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    }
    assertThat(ask(Calls.simulated().n(4))).isEqualTo(ErrorCode.PROVIDER_AUTH);
  }

  @Test
  void shouldKeepABare403TheItemsWhereOthersAreAnswered() {
    for (int n = 0; n < 40; n++) {
      if (n % 4 == 0) {
        provider.thenOk("42");
      } else {
        provider.then(403, Map.of(), "{\"error\":{\"message\":\"Blocked by the guardrail\"}}");
      }
      assertThat(ask(Calls.simulated().n(n)))
          .isEqualTo(n % 4 == 0 ? null : ErrorCode.PROVIDER_REFUSED_REQUEST);
    }
  }

  @Test
  void shouldTakeANamed403ForTheCredentials() {
    provider.then(
        ScriptedKind.answer(1, 403, Map.of(), "{\"error\":{\"type\":\"permission_error\"}}"));
    assertThat(ask(Calls.simulated())).isEqualTo(ErrorCode.PROVIDER_AUTH);
  }
}
