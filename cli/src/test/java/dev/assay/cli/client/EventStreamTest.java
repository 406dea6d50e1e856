package dev.assay.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldParseFieldsCommentsAndLineEnds() throws Exception {
    SseParser parser =
        parser(
            ": ready\n\nid: 7\r\nevent: run.status\r\ndata: a\r\ndata:b\r\n\r\nretry: 150\ndata\n\nid: lost");

    assertThat(parser.next(() -> {})).isEqualTo(new SseEvent("7", "run.status", "a\nb"));
    assertThat(parser.next(() -> {})).isEqualTo(new SseEvent(null, "message", ""));
    assertThat(parser.next(() -> {})).isNull();
    assertThat(parser.retryMillis()).hasValue(150);
  }

  @Test
  void shouldRefuseALineWithoutEnd() {
    byte[] endless = new byte[9 * 1024 * 1024];
    java.util.Arrays.fill(endless, (byte) 'x');
    SseParser parser = new SseParser(new ByteArrayInputStream(endless));

    assertThatThrownBy(() -> parser.next(() -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void shouldGoOnAfterACutWithoutLossOrRepetition() throws Exception {
    // Given a server that cuts in the middle of the third event
    server.createContext(
        "/events",
        exchange -> {
          String from = exchange.getRequestHeaders().getFirst("Last-Event-ID");
          asked.add(String.valueOf(from));
          switch (String.valueOf(from)) {
            case "null" ->
                send(exchange, "retry: 20\n\n" + event(1) + event(2) + "id: 3\ndata: ha");
            case "2" -> send(exchange, event(3) + event(4));
            default -> exchange.sendResponseHeaders(204, -1);
          }
          exchange.close();
        });

    // When
    try (EventStream stream = stream()) {
      List<String> ids = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 4; i++) {
        ids.add(stream.poll(LIMIT).id());
      }

      // Then
      assertThat(ids).containsExactly("1", "2", "3", "4");
      Awaitility.await().atMost(LIMIT).until(stream::isEnded);
      assertThat(asked).containsExactly("null", "2", "4");
    }
  }

  @Test
  void shouldGoOnWhenTheServerIsAwayForAWhile() throws Exception {
    server.createContext(
        "/events",
        exchange -> {
          asked.add("x");
          if (asked.size() < 3) {
            exchange.sendResponseHeaders(503, -1);
          } else {
            send(exchange, event(1));
          }
          exchange.close();
        });

    try (EventStream stream = stream()) {
      assertThat(stream.poll(LIMIT).id()).isEqualTo("1");
    }
  }

  @Test
  void shouldSayWhyTheServerRefuses() throws Exception {
    server.createContext(
        "/events",
        exchange -> {
          byte[] body =
              "{\"title\":\"Not found\",\"detail\":\"no such run\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });

    try (EventStream stream = stream()) {
      assertThatThrownBy(() -> stream.poll(LIMIT))
          .isInstanceOf(ApiException.class)
          .hasMessage("Not found\nno such run");
    }
  }

  private EventStream stream() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new EventStream(new ApiClient(base, "as_key"), "/events");
  }

  private static SseParser parser(String text) {
    return new SseParser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String event(int id) {
    return "id: " + id + "\nevent: run.progress\ndata: {}\n\n";
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
