package dev.assay.run.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HttpErrorsTest {
  private static final int TIMEOUT_MS = 30_000;

  @TestHTTPResource URL server;

  private String ask(String line, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
      socket.setSoTimeout(TIMEOUT_MS);
      String head =
          String.join(
              "\r\n",
              line + " HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + RunServiceResources.ADMIN_KEY,
              "Connection: close");
      String rest = headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
      socket
          .getOutputStream()
          .write((head + rest + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void isProblem(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"code\":\"" + code + "\"", "\"detail\":\"");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/runs/{id}, 400, INVALID_REQUEST",
    "GET /v1/runs?q=a\\b, 400, INVALID_REQUEST",
    "GET /v1/runs?q=%zz, 400, INVALID_REQUEST",
    "GET /v1/runs/%zz, 400, INVALID_REQUEST",
    "GET /%zz, 400, INVALID_REQUEST",
    "GET /v1/runs/%ff, 400, INVALID_REQUEST",
    "GET /v1/runs?q=%ff, 400, INVALID_REQUEST",
    "GET /v1/runs?%ff=1, 400, INVALID_REQUEST",
    "GET /{, 400, INVALID_REQUEST",
    "GET /q/{, 400, INVALID_REQUEST",
    "GET http://[, 400, INVALID_REQUEST",
    "FOO /v1/runs, 405, METHOD_NOT_ALLOWED",
    "DELETE /v1/runs, 405, METHOD_NOT_ALLOWED",
    "TRACE /v1/runs, 405, METHOD_NOT_ALLOWED",
    "POST /v1/runs/events, 405, METHOD_NOT_ALLOWED",
    "GET /v1/nothing, 404, NOT_FOUND",
    "GET /v1, 404, NOT_FOUND",
    "GET /q/nothing, 404, NOT_FOUND",
    "GET /nothing.js, 404, NOT_FOUND",
    "POST /nothing, 404, NOT_FOUND",
    "DELETE /q/info, 405, METHOD_NOT_ALLOWED"
  })
  void shouldSayWhatIsWrongWithTheLine(String line, int status, String code) throws IOException {
    isProblem(ask(line), status, code);
  }

  @Test
  void shouldSayThatAnAddressIsTooLong() throws IOException {
    isProblem(ask("GET /v1/runs?q=" + "a".repeat(20_000)), 414, "ADDRESS_TOO_LONG");
  }

  @Test
  void shouldSayThatHeadersAreTooLarge() throws IOException {
    isProblem(ask("GET /v1/runs", "X-Mine: " + "a".repeat(30_000)), 431, "HEADERS_TOO_LARGE");
    String[] many = new String[500];
    java.util.Arrays.setAll(many, i -> "X-" + i + ": " + "b".repeat(60));
    isProblem(ask("GET /v1/runs", many), 431, "HEADERS_TOO_LARGE");
  }

  @Test
  void shouldSayThatATypeIsNotReadOrNotGiven() throws IOException {
    isProblem(ask("GET /v1/runs", "Accept: image/png"), 406, "NOT_ACCEPTABLE");
    isProblem(
        ask("POST /v1/runs", "Content-Type: text/plain", "Content-Length: 0"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    isProblem(
        ask("POST /v1/runs", "Content-Type: nonsense", "Content-Length: 0"),
        400,
        "INVALID_REQUEST");
    isProblem(ask("GET /v1/runs", "Accept: nonsense"), 406, "NOT_ACCEPTABLE");
  }
}
