package dev.assay.run.traffic.otlp;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.traffic.otlp.Exporter.PROTOBUF;
import static dev.assay.run.traffic.otlp.Exporter.gzip;
import static dev.assay.run.traffic.otlp.Exporter.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.google.protobuf.CodedInputStream;
import dev.assay.run.testing.RunServiceResources;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class OtlpRefusalsTest {
  private final Exporter exporter = new Exporter();

  @Test
  void shouldRefuseAProtobufThatIsCutShortAndStoreNothing() throws IOException {
    // Given
    byte[] whole = Recordings.message("openinference", exporter.traceId).toByteArray();

    // When
    byte[] answer =
        send(PROTOBUF, Arrays.copyOf(whole, whole.length - 7))
            .statusCode(400)
            .contentType(PROTOBUF)
            .extract()
            .asByteArray();

    // Then it is a google.rpc.Status
    CodedInputStream status = CodedInputStream.newInstance(answer);
    assertThat(status.readTag() >>> 3).isEqualTo(1);
    assertThat(status.readInt32()).isEqualTo(3);
    assertThat(status.readTag() >>> 3).isEqualTo(2);
    assertThat(status.readString()).contains("cut short");
    exporter.tree().statusCode(404);
    send("application/json", "{\"resourceSpans\": [".getBytes(UTF_8))
        .statusCode(400)
        .body("code", equalTo(3))
        .body("message", containsString("cut short"));
    send(PROTOBUF, Arrays.copyOf(gzip(whole), 40), "Content-Encoding", "gzip").statusCode(400);
    send(PROTOBUF, whole, "Content-Encoding", "gzip").statusCode(400);
  }

  @Test
  void shouldRefuseAnAttributeOf20MegabytesAlone() throws IOException {
    // Given
    ExportTraceServiceRequest.Builder all =
        Recordings.message("openinference", exporter.traceId).toBuilder();
    all.getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(1)
        .addAttributesBuilder()
        .setKey("large")
        .getValueBuilder()
        .setStringValue("x".repeat(20 * 1024 * 1024));

    // When
    byte[] answer =
        send(PROTOBUF, all.build().toByteArray()).statusCode(200).extract().asByteArray();

    // Then
    ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer);
    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
    assertThat(response.getPartialSuccess().getErrorMessage()).contains("1 larger than 3145728");
    exporter.request(1).statusCode(404);
    exporter.request(3).statusCode(200);
  }

  @Test
  void shouldRefuseABodyThatGrowsBeyondReason() {
    // Given
    ExportTraceServiceRequest.Builder large = ExportTraceServiceRequest.newBuilder();
    large
        .addResourceSpansBuilder()
        .getResourceBuilder()
        .addAttributesBuilder()
        .getValueBuilder()
        .setStringValue("x".repeat(40 * 1024 * 1024));

    // Then
    send(PROTOBUF, gzip(large.build().toByteArray()), "Content-Encoding", "gzip")
        .statusCode(413)
        .contentType(PROTOBUF);
    send(PROTOBUF, new byte[33 * 1024 * 1024]).statusCode(413);
    send(PROTOBUF, new byte[0], "Content-Encoding", "br").statusCode(415);
    send("text/plain", new byte[1]).statusCode(415);
  }

  @Test
  void shouldTakeAKeyThatMayDoNothingElse() {
    // Given
    String key = keyWith("ingest");

    // Then
    send(key, PROTOBUF, Recordings.message("openinference", exporter.traceId).toByteArray())
        .statusCode(200);
    as(key).get("/v1/traffic/traces/" + exporter.trace).then().statusCode(403);
    as(key).get("/v1/runs").then().statusCode(403);
    send(keyWith("read"), PROTOBUF, new byte[0]).statusCode(403);
    send(keyWith("write"), PROTOBUF, new byte[0]).statusCode(200);
  }

  @Test
  void shouldSayWhichSpansItRefusesInJson() {
    send(
            "application/json",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"}]}]}]}"
                .getBytes(UTF_8))
        .statusCode(200)
        .body("partialSuccess.rejectedSpans", equalTo("1"))
        .body("partialSuccess.errorMessage", containsString("without a valid trace_id"))
        .body("code", nullValue());
  }

  @Test
  void shouldRefuseASpanAloneWhoseValuesAreNone() {
    // Given a good span, with an attribute that is no number, among such that cannot be read
    long start = Instant.parse("2026-11-01T10:00:00Z").getEpochSecond() * 1_000_000_000L;
    String good =
        span(exporter.trace, "00000000000000a1", start, start + 1)
            .replace("[]", "[{\"key\":\"n\",\"value\":{\"intValue\":\"abc\"}}]");
    String spans =
        String.join(
            ",",
            span("zz", "00000000000000a2", start, start + 1),
            span(exporter.trace, "00000000000000a3", "soon", start + 1),
            good,
            span(exporter.trace, "00000000000000a4", start, "99999999999999999999"),
            span(exporter.trace, "00000000000000a5", start, start - 1));

    // When
    send(
            "application/json",
            ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}")
                .getBytes(UTF_8))
        .statusCode(200)
        .body("partialSuccess.rejectedSpans", equalTo("4"))
        .body("partialSuccess.errorMessage", containsString("1 without a valid trace_id"))
        .body("partialSuccess.errorMessage", containsString("2 without a start and end"))
        .body("partialSuccess.errorMessage", containsString("1 that end before they begin"));

    // Then
    exporter.tree().statusCode(200);
  }

  private static String span(String trace, String id, Object start, Object end) {
    return "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"name\":\"x\",\"startTimeUnixNano\":\"%s\",\"endTimeUnixNano\":\"%s\",\"attributes\":[]}"
        .formatted(trace, id, start, end);
  }
}
