package dev.assay.worker.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * The simulated provider over HTTP in OpenAI form, on one event loop. {@code /v1/chat/completions}
 * and {@code /v1/models}; {@code /_sim/answers}, {@code /_sim/log}, {@code /_sim/stats} and {@code
 * /_sim/reset} for tests and benchmarks.
 */
public final class SimulatorHttp {
  private static final int PROMPTS_REMEMBERED = 200_000;
  private static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"simulated\",\"object\":\"model\","
          + "\"created\":0,\"owned_by\":\"assay\"}]}";

  private final Vertx vertx;
  private final SimOptions defaults;
  private final AnswerBook book = new AnswerBook();
  private final RequestLog log = new RequestLog();
  private final Map<Long, Integer> asked = new HashMap<>();
  private HttpServer server;

  /** Behaves as these options say unless a request says otherwise. */
  public SimulatorHttp(Vertx vertx, SimOptions defaults) {
    this.vertx = vertx;
    this.defaults = defaults;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @return the port
   */
  public Future<Integer> listen(String host, int port) {
    server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setMaxHeaderSize(1024 * 1024)
                .setAcceptBacklog(4096));
    return server.requestHandler(this::route).listen().map(HttpServer::actualPort);
  }

  /** Stops listening and closes what is open. */
  public Future<Void> close() {
    return server.close();
  }

  private void route(HttpServerRequest request) {
    switch (request.path()) {
      case "/v1/chat/completions" -> withBody(request, HttpMethod.POST, b -> chat(request, b));
      case "/v1/models" -> json(request, 200, Buffer.buffer(MODELS));
      case "/_sim/answers" -> withBody(request, HttpMethod.POST, b -> answers(request, b));
      case "/_sim/stats" -> json(request, 200, log.stats(book.size()));
      case "/_sim/log" -> {
        request.response().putHeader("content-type", "application/x-ndjson");
        request.response().end(log.lines());
      }
      case "/_sim/reset" -> withBody(request, HttpMethod.POST, b -> reset(request));
      default -> problem(request, 404, "there is no such path");
    }
  }

  private void withBody(HttpServerRequest request, HttpMethod method, BodyHandler handler) {
    if (!request.method().equals(method)) {
      problem(request, 405, "this path wants " + method);
      return;
    }
    request.body().onSuccess(handler::accept);
  }

  /** Takes a whole body. */
  private interface BodyHandler {
    void accept(Buffer body);
  }

  private void chat(HttpServerRequest request, Buffer body) {
    SimScript script;
    long hash;
    try {
      ChatRequest chat = ChatRequest.of(body);
      JsonNode control = SimControl.read(request.getHeader(SimControl.HEADER));
      hash = new SimRandom(0, chat.prompt()).hash();
      script = SimulatorCore.script(defaults.with(control), question(chat, control, hash));
    } catch (IllegalArgumentException e) {
      problem(request, 400, e.getMessage());
      return;
    }
    new ScriptResponse(vertx, request, log, log.start(hash)).play(script);
  }

  private SimQuestion question(ChatRequest chat, JsonNode control, long hash) {
    JsonNode expected = control.has("answer") ? control.get("answer") : book.find(chat.prompt());
    String answerKey = control.path("answer_key").asText(Long.toHexString(hash) + chat.seed());
    String attemptKey =
        control.has("attempt_key")
            ? control.get("attempt_key").asText()
            : answerKey + "/" + count(hash);
    return new SimQuestion(
        chat.model(),
        chat.prompt(),
        chat.promptChars(),
        chat.stream(),
        chat.usageInStream(),
        expected,
        answerKey,
        attemptKey);
  }

  /** How often the prompt was asked before, so that asking again may fare better. */
  private int count(long hash) {
    if (asked.size() > PROMPTS_REMEMBERED) {
      asked.clear();
    }
    return asked.merge(hash, 1, Integer::sum);
  }

  private void answers(HttpServerRequest request, Buffer body) {
    try {
      int added = book.add(body);
      json(request, 200, Buffer.buffer("{\"added\":" + added + "}"));
    } catch (IllegalArgumentException e) {
      problem(request, 400, e.getMessage());
    }
  }

  private void reset(HttpServerRequest request) {
    log.reset();
    asked.clear();
    if (request.getParam("answers") != null) {
      book.clear();
    }
    json(request, 200, log.stats(book.size()));
  }

  private static void problem(HttpServerRequest request, int status, String message) {
    json(request, status, OpenAiForm.error("invalid_request_error", null, message));
  }

  private static void json(HttpServerRequest request, int status, Buffer body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body);
  }
}
