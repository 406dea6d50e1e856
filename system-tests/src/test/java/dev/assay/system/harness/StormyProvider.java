package dev.assay.system.harness;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Providers in OpenAI form below {@code /{name}/v1}, each with a weather of its own that changes
 * between two requests, and a log of when it was asked. In fair weather it answers after 300 ms.
 */
public final class StormyProvider implements AutoCloseable {
  private static final int LATENCY_MS = 300;
  private static final String ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"42\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"total_tokens\":12}}";
  private static final String PIECE =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{"
          + "\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"42\"},"
          + "\"finish_reason\":null}]}\n\n";
  private static final String END =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{"
          + "\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
  private static final String OVERLOADED =
      "data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Weather> weather = new ConcurrentHashMap<>();
  private final Map<String, List<Instant>> asked = new ConcurrentHashMap<>();
  private final int port;

  /** What happens to a request. */
  public enum Weather {
    /** An answer. */
    FAIR,
    /** 429 with Retry-After of two seconds. */
    LIMITED,
    /** 500. */
    BROKEN,
    /** An overload after the first piece of a stream. */
    OVERLOADED,
    /** The head of an answer, and then nothing. */
    STALLED
  }

  /** Starts to listen on any free port. */
  public StormyProvider() {
    HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
    port =
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
  }

  /** Where the provider of a name is. */
  public String url(String name) {
    return "http://127.0.0.1:" + port + "/" + name + "/v1";
  }

  /** Changes the weather of one. */
  public void set(String name, Weather now) {
    weather.put(name, now);
  }

  /** When it was asked, in order. */
  public List<Instant> asked(String name) {
    return List.copyOf(asked.getOrDefault(name, List.of()));
  }

  private void answer(HttpServerRequest request) {
    String name = request.path().split("/")[1];
    request.body().onSuccess(body -> answer(name, body.toString(), request.response()));
  }

  private void answer(String name, String body, HttpServerResponse response) {
    asked.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(Instant.now());
    boolean stream = body.contains("\"stream\":true");
    switch (weather.getOrDefault(name, Weather.FAIR)) {
      case LIMITED -> end(response.setStatusCode(429).putHeader("retry-after", "2"), "{}");
      case BROKEN -> end(response.setStatusCode(500), "{}");
      case OVERLOADED ->
          later(
              () ->
                  end(response.putHeader("content-type", "text/event-stream"), PIECE + OVERLOADED));
      case STALLED -> {
        response.putHeader("content-type", "application/json").setChunked(true);
        response.write("{\"id\":").onFailure(gone -> {});
      }
      case FAIR ->
          later(
              () -> {
                String type = stream ? "text/event-stream" : "application/json";
                end(response.putHeader("content-type", type), stream ? PIECE + END : ANSWER);
              });
    }
  }

  private void later(Runnable task) {
    vertx.setTimer(LATENCY_MS, id -> task.run());
  }

  private static void end(HttpServerResponse response, String body) {
    // Who has gone meanwhile needs no answer.
    response.end(Buffer.buffer(body)).onFailure(gone -> {});
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
