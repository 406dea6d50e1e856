package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.testing.ScriptedKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A far end that says the credential back in headers and bodies of every kind. */
class EchoTest {
  private static final String SECRET = "top-secret-value";
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final String SAID =
      String.join(
          " ",
          "Bearer " + SECRET,
          URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
          BASE64.encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)),
          BASE64.encodeToString(("u:" + SECRET).getBytes(StandardCharsets.UTF_8)),
          BASE64.encodeToString(("x" + SECRET + "!").getBytes(StandardCharsets.UTF_8)));

  private final LoopRig rig = new LoopRig(BreakerSettings.DEFAULT);

  @AfterEach
  void close() {
    rig.close();
  }

  private static String body(int status) {
    return switch (status) {
      case 200 -> ScriptedKind.completion(SAID);
      case 204 -> "no JSON " + SAID;
      default ->
          "{\"error\":{\"code\":\"x\",\"type\":\"" + SAID + "\",\"message\":\"" + SAID + "\"}}";
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503, 529})
  void shouldReplyWithoutIt(int status) throws Exception {
    // Given
    String body = body(status);
    RawServer server =
        new RawServer(
            rig.vertx(),
            (n, socket) ->
                socket.write(
                    "HTTP/1.1 "
                        + (status == 204 ? 200 : status)
                        + " X\r\nx-request-id: "
                        + SAID
                        + "\r\nlocation: http://"
                        + SECRET
                        + ".test/\r\nretry-after-ms: 1\r\ncontent-length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body));

    // When
    ModelReply reply =
        rig.start(
                Calls.openAi(server.port())
                    .credential(new ProviderRef.Credential("KEY", null))
                    .attempts(2)
                    .build())
            .join();

    // Then it was sent, and is nowhere in what leaves the worker
    assertThat(server.lastRequest()).contains("Bearer " + SECRET);
    String told = Json.mapper().writeValueAsString(reply);
    assertThat(told).contains("[redacted]").doesNotContain(SECRET);
    for (int before = 0; before < 3; before++) {
      byte[] bytes = ("xyz".substring(0, before) + SECRET).getBytes(StandardCharsets.UTF_8);
      String text = BASE64.encodeToString(bytes);
      assertThat(told).doesNotContain(text.substring(4, text.length() - 4));
    }
  }
}
