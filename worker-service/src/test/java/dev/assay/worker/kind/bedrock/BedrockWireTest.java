package dev.assay.worker.kind.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bedrock over a real socket. */
class BedrockWireTest {
  private static final byte[] STREAMED =
      Frames.all(
          Frames.event("messageStart", "{\"role\":\"assistant\"}"),
          Frames.event(
              "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"42\"}}"),
          Frames.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
          Frames.event("metadata", "{\"usage\":{\"inputTokens\":9,\"outputTokens\":4}}"));

  // Dozens of attempts in a row fail here; no test is about the breaker.
  private static final BreakerSettings NEVER_OPEN = new BreakerSettings(10_000, 1.0, 1);

  private final LoopRig rig = new LoopRig(NEVER_OPEN);

  @AfterEach
  void close() {
    rig.close();
  }

  private RawServer server(BiConsumer<Integer, NetSocket> answer) {
    return new RawServer(rig.vertx(), answer);
  }

  private static Calls calls(RawServer server) {
    return Calls.simulated()
        .kind("bedrock")
        .model("amazon.nova-lite-v1:0")
        .credential(new ProviderRef.Credential("AWS", null))
        .options("{\"region\":\"us-east-1\"}")
        .baseUrl("http://127.0.0.1:" + server.port());
  }

  private static Buffer response(String status, String headers, byte[] body) {
    return Buffer.buffer(
            "HTTP/1.1 " + status + "\r\n" + headers + "content-length: " + body.length + "\r\n\r\n")
        .appendBytes(body);
  }

  private static Buffer error(String status, String type) {
    return response(
        status,
        "x-amzn-errortype: " + type + "\r\nx-amzn-requestid: r1\r\n",
        "{\"message\":\"words\"}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldSendASignedRequestAndReadTheStream() {
    // Given
    RawServer server =
        server(
            (n, socket) ->
                socket.write(
                    response(
                        "200 OK",
                        "content-type: application/vnd.amazon.eventstream\r\n",
                        STREAMED)));

    // When
    ModelReply reply = rig.start(calls(server).stream().build()).join();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(reply.answer().ttftMs()).isNotNull();
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.OK);
    assertThat(server.lastRequest())
        .startsWith("POST /model/amazon.nova-lite-v1%3A0/converse-stream HTTP/1.1\r\n");
    assertThat(server.lastRequest().toLowerCase(Locale.ROOT))
        .contains("host: 127.0.0.1:" + server.port())
        .contains("authorization: aws4-hmac-sha256 credential=akidexample/");
  }

  @Test
  void shouldTakeAStreamThatIsCutShortForTransient() {
    for (int end = 0; end < STREAMED.length; end += 13) {
      // Given: the connection ends in the middle of the body
      int cut = end;
      RawServer server =
          server(
              (n, socket) ->
                  socket
                      .write(
                          Buffer.buffer(
                                  "HTTP/1.1 200 OK\r\ncontent-type:"
                                      + " application/vnd.amazon.eventstream\r\ncontent-length: "
                                      + STREAMED.length
                                      + "\r\n\r\n")
                              .appendBytes(Arrays.copyOfRange(STREAMED, 0, cut)))
                      .onComplete(sent -> socket.close()));

      // When
      ModelReply reply = rig.start(calls(server).stream().attempts(1).build()).join();

      // Then
      assertThat(reply.answer()).as("cut at %d", end).isNull();
      assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429 Too Many Requests, ThrottlingException, RATE_LIMITED",
    "503 Service Unavailable, ServiceUnavailableException, OVERLOADED",
    "429 Too Many Requests, ModelNotReadyException, OVERLOADED",
    "500 Internal Server Error, InternalServerException, TRANSIENT",
    "424 Failed Dependency, ModelErrorException, TRANSIENT",
    "408 Request Timeout, ModelTimeoutException, TRANSIENT",
    "400 Bad Request, ValidationException, INVALID",
    "404 Not Found, ResourceNotFoundException, INVALID",
    "403 Forbidden, AccessDeniedException, AUTH",
    "403 Forbidden, ExpiredTokenException, AUTH",
    "400 Bad Request, ServiceQuotaExceededException, QUOTA"
  })
  void shouldClassifyErrors(String status, String type, OutcomeClass expected) {
    // Given
    RawServer server = server((n, socket) -> socket.write(error(status, type)));

    // When
    ModelReply reply = rig.start(calls(server).attempts(1).build()).join();

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, RATE_LIMITED",
    "serviceUnavailableException, OVERLOADED",
    "internalServerException, TRANSIENT",
    "modelStreamErrorException, TRANSIENT",
    "validationException, INVALID"
  })
  void shouldClassifyExceptionsInsideAStream(String type, OutcomeClass expected) {
    // Given
    byte[] body =
        Frames.all(
            Frames.event("messageStart", "{\"role\":\"assistant\"}"),
            Frames.exception(type, "{\"message\":\"words\"}"));
    RawServer server =
        server(
            (n, socket) ->
                socket.write(
                    response(
                        "200 OK", "content-type: application/vnd.amazon.eventstream\r\n", body)));

    // When
    ModelReply reply = rig.start(calls(server).stream().attempts(1).build()).join();

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(expected);
  }

  @Test
  void shouldKeepTheClassOfAnExceptionAfterWhichTheConnectionIsReset() {
    // Given
    byte[] body =
        Frames.all(
            Frames.event("messageStart", "{\"role\":\"assistant\"}"),
            Frames.exception("throttlingException", "{\"message\":\"words\"}"));
    RawServer server =
        server(
            (n, socket) ->
                socket
                    .write(
                        Buffer.buffer(
                                "HTTP/1.1 200 OK\r\ncontent-type:"
                                    + " application/vnd.amazon.eventstream\r\ncontent-length: "
                                    + (body.length + 50)
                                    + "\r\n\r\n")
                            .appendBytes(body))
                    .onComplete(sent -> socket.close()));

    // When
    ModelReply reply = rig.start(calls(server).stream().attempts(1).build()).join();

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.RATE_LIMITED);
  }

  @Test
  void shouldTellTheIdOfARequestThatWasRefused() {
    // Given
    RawServer server =
        server(
            (n, socket) ->
                socket.write(
                    "HTTP/1.1 400 Bad Request\r\nx-amzn-requestid: req-7\r\n"
                        + "x-amzn-errortype: ValidationException\r\ncontent-length: 2\r\n\r\n{}"));

    // When
    ModelReply reply = rig.start(calls(server).attempts(1).build()).join();

    // Then
    assertThat(reply.attempts().get(0).requestId()).isEqualTo("req-7");
  }

  @Test
  void shouldSendNothingWithACredentialOfAnotherForm() {
    // Given
    RawServer server = server((n, socket) -> {});

    // When
    ModelReply reply =
        rig.start(calls(server).credential(new ProviderRef.Credential("KEY", null)).build()).join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.failure().message()).doesNotContain("top-secret-value");
    assertThat(server.requests()).isZero();
  }
}
