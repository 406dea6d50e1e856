package dev.assay.run.platform.http;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class BodyLimitTest {
  private static final int TIMEOUT_MS = 30_000;

  @TestHTTPResource URL server;

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.getPort());
    socket.setSoTimeout(TIMEOUT_MS);
    return socket;
  }

  private static String head(String path, String type, String more) {
    return String.join(
        "\r\n",
        "POST " + path + " HTTP/1.1",
        "Host: localhost",
        "Authorization: Bearer " + RunServiceResources.ADMIN_KEY,
        "Content-Type: " + type,
        more,
        "",
        "");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String dataset() {
    String name = unique("dataset");
    asAdmin().body(Map.of("name", name)).post("/v1/datasets").then().statusCode(201);
    return name;
  }

  @Test
  void shouldRefuseAnUploadThatSaysItIsTooLarge() throws IOException {
    // Given
    String path = "/v1/datasets/" + dataset() + "/versions";

    // When
    String answer;
    try (Socket socket = connect()) {
      send(socket, head(path, "application/x-ndjson", "Content-Length: 300000000"));
      answer = answer(socket);
    }

    // Then
    assertThat(answer).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
  }

  @Test
  void shouldRefuseABodyThatSaysItIsTooLarge() throws IOException {
    // When
    String answer;
    try (Socket socket = connect()) {
      send(socket, head("/v1/datasets", "application/json", "Content-Length: 40000000"));
      answer = answer(socket);
    }

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json")
        .contains("BODY_TOO_LARGE");
  }

  @Test
  void shouldRefuseABodyOfUnknownLength() throws IOException {
    // When
    String answer;
    try (Socket socket = connect()) {
      send(socket, head("/v1/datasets", "application/json", "Transfer-Encoding: chunked"));
      answer = answer(socket);
    }

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Length");
  }

  @Test
  void shouldImportNothingOfAnUploadThatBreaksOff() throws IOException {
    // Given
    String name = dataset();
    String lines = "{\"input\":\"x\"}\n".repeat(10_000);

    // When
    try (Socket socket = connect()) {
      String more = "Content-Length: " + (lines.length() + 1_000);
      send(socket, head("/v1/datasets/" + name + "/versions", "application/x-ndjson", more));
      send(socket, lines);
    }

    // Then
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(
            () -> asAdmin().get("/v1/datasets/" + name).then().body("latest_version", equalTo(0)));
  }

  @Test
  void shouldReadAnUploadInChunks() throws IOException {
    // Given
    String name = dataset();
    String line = "{\"input\":\"x\"}\n";

    // When
    String answer;
    try (Socket socket = connect()) {
      String more = "Transfer-Encoding: chunked\r\nConnection: close";
      send(socket, head("/v1/datasets/" + name + "/versions", "application/x-ndjson", more));
      for (int i = 0; i < 3; i++) {
        send(socket, Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
      }
      send(socket, "0\r\n\r\n");
      answer = answer(socket);
    }

    // Then
    assertThat(answer).startsWith("HTTP/1.1 201").contains("\"item_count\":3");
  }

  @Test
  void shouldRefuseTooLargeABodyOverHttp2WithoutALength() throws Exception {
    // Given a connection that speaks HTTP/2
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpResponse<String> hello =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/q/info"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(hello.version()).isEqualTo(HttpClient.Version.HTTP_2);

    // When a body larger than any but an upload may be comes without a length
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) ' ');
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(40, block)));
    String outcome =
        client
            .sendAsync(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getPort() + "/v1/datasets"))
                    .header("Authorization", "Bearer " + RunServiceResources.ADMIN_KEY)
                    .header("Content-Type", "application/json")
                    .POST(body)
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .orTimeout(240, TimeUnit.SECONDS)
            .handle((r, e) -> e == null ? Integer.toString(r.statusCode()) : e.toString())
            .join();

    // Then it says so, or ends the connection before all of it is sent
    assertThat(outcome).matches("413|.*(GOAWAY|RST_STREAM|reset).*");
  }

  @Test
  void shouldNeedNoTypeForABodyThatIsNotThere() throws IOException {
    // When
    String answer;
    try (Socket socket = connect()) {
      send(
          socket,
          String.join(
              "\r\n",
              "POST /v1/runs/00000000-0000-7000-8000-000000000000/rescore HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + RunServiceResources.ADMIN_KEY,
              "Content-Length: 0",
              "Connection: close",
              "",
              ""));
      answer = answer(socket);
    }

    // Then it is answered for what it asks: there is no such run
    assertThat(answer).startsWith("HTTP/1.1 404").contains("NOT_FOUND");
  }
}
