package dev.assay.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.testing.ScriptedKind;
import dev.assay.worker.wire.WireFault;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fetching the images of a call, which is not the provider's doing. */
class AssetFetchTest {
  private static final String MESSAGES =
      "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"asset:"
          + "ab".repeat(32)
          + "?sig=1\"}}]}]";

  private Uni<String> source = Uni.createFrom().item("data:image/png;base64,AA==");
  private final LoopRig rig =
      new LoopRig(new BreakerSettings(4, 0.5, 60_000), (link, maxBytes) -> source);
  private final RawServer server =
      new RawServer(
          rig.vertx(),
          (n, socket) -> {
            String body = ScriptedKind.completion("42");
            socket.write("HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
          });

  @AfterEach
  void close() {
    rig.close();
  }

  private Calls call() {
    return Calls.openAi(server.port()).messages(MESSAGES).hint(null);
  }

  @Test
  void shouldNotCountAsConnecting() {
    // Given an image that takes longer than a connection may
    source =
        Uni.createFrom()
            .item("data:image/png;base64,AA==")
            .onItem()
            .delayIt()
            .by(Duration.ofMillis(900));

    // When
    ModelReply reply =
        rig.start(call().policy(new CallPolicy(1, 60_000, 300, 60_000, 60_000, 60_000)).build())
            .join();

    // Then
    assertThat(reply.answer()).isNotNull();
  }

  @Test
  void shouldNotOpenTheProvidersBreaker() {
    // Given
    source =
        Uni.createFrom()
            .failure(new AssetFaultException(WireFault.Kind.BROKEN, "did not come in time"));

    // When more of them fail than the breaker looks at
    for (int n = 0; n < 6; n++) {
      ModelReply reply = rig.start(call().n(n).attempts(1).build()).join();
      assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROMPT_FAILED);
      assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
      assertThat(reply.attempts().get(0).outcomeUnknown()).isFalse();
    }

    // Then the provider is asked as if nothing was
    ModelReply next = rig.start(Calls.openAi(server.port()).attempts(1).build()).join();
    assertThat(next.answer()).isNotNull();
    assertThat(server.requests()).isEqualTo(1);
  }
}
