package dev.assay.system.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider in OpenAI form that says the key it is given back wherever it can: in the bodies and
 * headers of errors, and in answers. It fails often, in every way that is tried again and in one
 * that is not.
 */
public final class EchoingProvider implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger withKey = new AtomicInteger();
  private final String key;

  /**
   * Starts on a free port.
   *
   * @param key that it expects
   */
  public EchoingProvider(String key) {
    this.key = key;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/", exchange -> answer(exchange, false));
    server.createContext("/closed/", exchange -> answer(exchange, true));
    server.start();
  }

  /** Where it fails and answers. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Where it accepts no key at all. */
  public String closedUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/closed";
  }

  /** How many requests came with the key. */
  public int withKey() {
    return withKey.get();
  }

  private void answer(HttpExchange exchange, boolean closed) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
    if (given.equals("Bearer " + key)) {
      withKey.incrementAndGet();
    }
    String said = said(given);
    exchange.getResponseHeaders().set("x-request-id", "req-" + given);
    exchange.getResponseHeaders().set("x-debug", said);
    exchange.getResponseHeaders().set("retry-after-ms", "20");
    if (closed) {
      send(exchange, 401, error("invalid_api_key", said));
      return;
    }
    switch (requests.incrementAndGet() % 6) {
      case 0 -> send(exchange, 500, error("server_error", said));
      case 1 -> send(exchange, 429, error("rate_limit_exceeded", said));
      case 2 -> send(exchange, 400, error("invalid_request_error", said));
      case 3 -> send(exchange, 200, "Not JSON at all: " + said);
      default -> {
        if (body.contains("\"stream\":true")) {
          stream(exchange, said);
        } else {
          send(exchange, 200, completion(said));
        }
      }
    }
  }

  /** The key as it came, in base64 alone and behind other bytes, and URL-encoded. */
  private String said(String given) {
    byte[] alone = key.getBytes(StandardCharsets.UTF_8);
    byte[] whole = given.getBytes(StandardCharsets.UTF_8);
    byte[] basic = ("user:" + key).getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        " | ",
        given,
        base64.encodeToString(alone),
        base64.encodeToString(whole),
        base64.encodeToString(basic),
        Base64.getUrlEncoder().withoutPadding().encodeToString(alone),
        URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static String error(String code, String said) {
    return Api.object()
        .set("error", Api.object().put("code", code).put("type", code).put("message", said))
        .toString();
  }

  private static String completion(String said) {
    var answer = Api.object().put("id", said).put("model", said).put("object", "chat.completion");
    answer
        .putArray("choices")
        .addObject()
        .put("finish_reason", "stop")
        .set("message", Api.object().put("role", "assistant").put("content", said));
    answer.putObject("usage").put("prompt_tokens", 3).put("completion_tokens", 5);
    return answer.toString();
  }

  /** Piece by piece, so that live text has the key in the middle. */
  private static void stream(HttpExchange exchange, String said) throws IOException {
    StringBuilder events = new StringBuilder();
    for (int at = 0; at < said.length(); at += 7) {
      String piece = said.substring(at, Math.min(at + 7, said.length()));
      var chunk = Api.object().put("model", said);
      chunk.putArray("choices").addObject().set("delta", Api.object().put("content", piece));
      events.append("data: ").append(chunk).append("\n\n");
    }
    events.append("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
    events.append("data: [DONE]\n\n");
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    byte[] bytes = events.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
