package dev.assay.worker.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.testing.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection that goes away in the middle of an answer, at every kind. */
class CutSocketTest {
  private static final LoopRig RIG = new LoopRig(BreakerSettings.DEFAULT);

  @AfterAll
  static void close() {
    RIG.close();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, openai/text.sse",
    "openai, openai/text.json",
    "azure_openai, azure/text.sse",
    "anthropic, anthropic/text.sse",
    "anthropic, anthropic/tools.sse",
    "gemini, gemini/text.sse",
    "gemini, gemini/text.json",
    "ollama, ollama/text.ndjson"
  })
  void shouldNeverTakeHalfAnAnswerForAnAnswer(String kind, String recording) {
    // Given
    byte[] all = Wire.bytes(recording);
    String head =
        "HTTP/1.1 200 OK\r\ncontent-type: %s\r\n%s\r\n"
            .formatted(Wire.contentType(recording), "%s");
    Buffer half = Buffer.buffer(Arrays.copyOf(all, all.length / 2));

    // When: the length says that there is more
    Attempt told =
        attempt(
            kind, Buffer.buffer(head.formatted("content-length: " + all.length + "\r\n")), half);

    // When: the end of the connection is the end of the body
    Attempt untold = attempt(kind, Buffer.buffer(head.formatted("connection: close\r\n")), half);

    // Then
    assertThat(told.outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(told.outcomeUnknown()).isTrue();
    assertThat(untold.outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(untold.outcomeUnknown()).isTrue();
  }

  private static Attempt attempt(String kind, Buffer head, Buffer body) {
    RawServer server =
        new RawServer(
            RIG.vertx(),
            (n, socket) ->
                socket.write(head.copy().appendBuffer(body)).onComplete(done -> socket.close()));
    ModelReply reply =
        RIG.start(
                Calls.simulated()
                    .kind(kind)
                    .baseUrl("http://127.0.0.1:" + server.port())
                    .hint(null)
                    .attempts(1)
                    .stream()
                    .build())
            .orTimeout(240, TimeUnit.SECONDS)
            .join();
    assertThat(reply.answer()).isNull();
    assertThat(reply.failure().code()).isIn(ErrorCode.PROVIDER_ERROR, ErrorCode.PROVIDER_NONSENSE);
    return reply.attempts().get(0);
  }
}
