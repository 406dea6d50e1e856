package dev.assay.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.id.Ids;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldPassOverFieldsThatItDoesNotKnow() {
    // Given
    String text =
        new String(Samples.of(MessageType.RUN_CANCELLED).toBytes(), StandardCharsets.UTF_8)
            .replace("\"body\":{", "\"later\":[1],\"body\":{\"later\":{\"a\":1},");

    // When / Then
    assertThat(Envelope.read(bytes(text))).isEqualTo(Samples.of(MessageType.RUN_CANCELLED));
  }

  @Test
  void shouldTravelWithoutRunAndTrace() {
    // Given
    Envelope<CatalogueRequest> question = Envelope.of(null, new CatalogueRequest());

    // When / Then
    assertThat(Envelope.read(question.toBytes())).isEqualTo(question);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"type\":\"no-such-type\",\"version\":1}",
        "{\"type\":\"run-cancelled\",\"version\":99,\"id\":\"01934b5c-0000-7000-8000-000000000002\","
            + "\"sent_at\":\"2026-11-20T12:00:00Z\",\"body\":{\"runs\":[]}}",
        "{\"type\":\"run-cancelled\",\"version\":1,\"id\":\"nobody\","
            + "\"sent_at\":\"2026-11-20T12:00:00Z\",\"body\":{\"runs\":[]}}",
        "{\"type\":\"run-cancelled\",\"version\":1,\"id\":\"01934b5c-0000-7000-8000-000000000002\","
            + "\"sent_at\":\"yesterday\",\"body\":{\"runs\":[]}}",
        "{\"type\":\"run-cancelled\",\"version\":1,\"id\":\"01934b5c-0000-7000-8000-000000000002\","
            + "\"sent_at\":\"2026-11-20T12:00:00Z\",\"body\":{\"runs\":7}}",
        "{\"type\":\"run-cancelled\",\"version\":1,\"id\":\"01934b5c-0000-7000-8000-000000000002\","
            + "\"sent_at\":\"2026-11-20T12:00:00Z\"}"
      })
  void shouldNameAsUnreadableWhatNoRetryWillMend(String text) {
    assertThatThrownBy(() -> Envelope.read(bytes(text)))
        .isInstanceOf(UnreadableMessageException.class);
  }

  @Test
  void shouldRefuseABodyOfAnotherClass() {
    // Given
    Envelope<?> envelope = Envelope.of(Ids.next(), new CatalogueRequest());

    // When / Then
    assertThatThrownBy(() -> envelope.body(ModelReply.class))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageContaining("ModelReply");
  }
}
