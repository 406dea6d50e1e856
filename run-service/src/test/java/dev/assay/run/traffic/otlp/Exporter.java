package dev.assay.run.traffic.otlp;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Sends traces as an exporter does, those of one trace that nobody else sends, and looks at them.
 */
final class Exporter {
  static final String PROTOBUF = "application/x-protobuf";
  static final String PATH = "/v1/otlp/v1/traces";

  final byte[] traceId = HexFormat.of().parseHex(UUID.randomUUID().toString().replace("-", ""));
  final String trace = HexFormat.of().formatHex(traceId);

  static ValidatableResponse send(String type, byte[] body, String... headers) {
    return send(RunServiceResources.ADMIN_KEY, type, body, headers);
  }

  static ValidatableResponse send(String key, String type, byte[] body, String... headers) {
    EncoderConfig asBytes =
        EncoderConfig.encoderConfig()
            .encodeContentTypeAs(type, ContentType.BINARY)
            .appendDefaultContentCharsetToContentTypeIfUndefined(false);
    var request =
        as(key)
            .config(RestAssuredConfig.config().encoderConfig(asBytes))
            .contentType(type)
            .body(body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.post(PATH).then();
  }

  static void sendWell(ExportTraceServiceRequest request) {
    byte[] answer = send(PROTOBUF, request.toByteArray()).statusCode(200).extract().asByteArray();
    assertThat(answer).isEmpty();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  ValidatableResponse tree() {
    return asAdmin().get("/v1/traffic/traces/" + trace).then();
  }

  ValidatableResponse request(int span) {
    return asAdmin()
        .get("/v1/traffic/requests/" + trace + "-" + "%016x".formatted(0xa0 + span))
        .then();
  }

  ValidatableResponse execution() {
    return asAdmin().get("/v1/traffic/executions/" + trace).then();
  }
}
