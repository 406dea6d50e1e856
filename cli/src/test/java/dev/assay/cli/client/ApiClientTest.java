package dev.assay.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldReadWhatTheServerAnswers() {
    answer(200, "{\"name\":\"Grüße\"}");

    assertThat(client("/behind/").get("/v1/runs?limit=1").path("name").asText()).isEqualTo("Grüße");
    assertThat(keys).containsExactly("/behind/v1/runs?limit=1 Bearer as_key");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 407, 422, 500, 503})
  void shouldSayWhyTheServerRefuses(int status) {
    answer(status, "{\"title\":\"No\",\"detail\":\"because\"}");

    assertThatThrownBy(() -> client("").get("/v1/runs"))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("No\nbecause");
  }

  @Test
  void shouldNotFollowToAnotherServerWithTheKey() {
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestURI().toString());
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThatThrownBy(() -> client("").get("/v1/runs")).isInstanceOf(ApiException.class);
    assertThat(keys).containsExactly("/v1/runs");
  }

  @Test
  void shouldReadAnEmptyAnswerAsNothing() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });

    assertThat(client("").get("/v1/runs").isMissingNode()).isTrue();
  }

  @Test
  void shouldNotTakeAPageOfSomebodyElseForAnAnswer() {
    answer(200, "<!doctype html><title>Sign in</title>");
    ApiClient client = client("");
    JsonNode nothing = MissingNode.getInstance();

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> client.get("/v1/runs"),
            () -> client.post("/v1/runs", nothing),
            () -> client.delete("/v1/runs/1"))) {
      assertThatThrownBy(call)
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("something else answers there");
    }
  }

  @Test
  void shouldEndAnAnswerWithoutEnd() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1024 * 1024];
          try (OutputStream body = exchange.getResponseBody()) {
            for (int sent = 0; sent < 200; sent++) {
              body.write(piece);
            }
          } catch (IOException e) {
            // As it should: the client has gone away.
            keys.add("gone");
          }
        });

    assertThatThrownBy(() -> client("").get("/v1/runs"))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void shouldSayThatNobodyListens() {
    server.stop(0);

    assertThatThrownBy(() -> client("").get("/v1/runs"))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("ASSAY_URL");
  }

  @Test
  void shouldSayThatSomethingElseListens() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> greet(other));

      assertThatThrownBy(
              () ->
                  new ApiClient(URI.create("http://127.0.0.1:" + other.getLocalPort()), "k")
                      .get("/v1/runs"))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("not HTTP");
      greeting.join();
    }
  }

  private static void greet(ServerSocket other) {
    try (Socket socket = other.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write("220 mail\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          keys.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private ApiClient client(String path) {
    return new ApiClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), "as_key");
  }
}
