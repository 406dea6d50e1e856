package dev.assay.simulator.server;

import dev.assay.simulator.answer.AnswerBook;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.SimProblem.Kind;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.Accounts;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.server.LogEntry.Link;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The simulated provider over HTTP, on one event loop: chat completions, responses and embeddings
 * as OpenAI speaks them, messages as Anthropic does, content and embeddings as Gemini does, and
 * {@code /_sim} for those who watch it.
 */
public final class SimulatorHttp {
  private final Vertx vertx;
  private final AnswerBook book = new AnswerBook();
  private final RequestLog log = new RequestLog();
  private final Provider provider;
  private final ControlPaths control;
  private final Map<HttpConnection, Link> links = new IdentityHashMap<>();
  private long connections;
  private HttpServer server;

  /** Behaves as these options say unless a request or the weather says otherwise. */
  public SimulatorHttp(Vertx vertx, SimOptions defaults) {
    this.vertx = vertx;
    Weather weather = new Weather();
    Accounts accounts = new Accounts();
    this.provider = new Provider(defaults, book, weather, accounts);
    this.control = new ControlPaths(book, log, weather, accounts, provider);
  }

  /**
   * Learns right answers before anybody asks.
   *
   * @return how many
   * @throws IllegalArgumentException naming the first bad line
   */
  public int learn(Buffer jsonLines) {
    return book.add(jsonLines);
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
    return server
        .connectionHandler(this::connected)
        .requestHandler(this::route)
        .listen()
        .map(HttpServer::actualPort);
  }

  /** Stops listening and closes what is open. */
  public Future<Void> close() {
    return server.close();
  }

  private void connected(HttpConnection connection) {
    links.put(connection, new Link(connections++));
    connection.closeHandler(
        v -> {
          Link link = links.remove(connection);
          if (link != null) {
            link.closed(System.currentTimeMillis());
          }
        });
  }

  private void route(HttpServerRequest request) {
    String path = request.path() == null ? "/" : request.path();
    Bodies.read(
        request,
        body -> {
          try {
            answer(request, path, body);
          } catch (IllegalArgumentException e) {
            problem(request, path, SimProblem.of(Kind.INVALID, e.getMessage()));
          }
        },
        () -> problem(request, path, SimProblem.of(Kind.TOO_LARGE, null)));
  }

  private void answer(HttpServerRequest request, String path, Buffer body) {
    if (path.startsWith("/_sim")) {
      control.answer(request, body);
      return;
    }
    boolean post = request.method().equals(HttpMethod.POST);
    Operation operation = Operations.at(path, "sse".equals(request.getParam("alt")));
    if (operation == null && Counting.isAt(path)) {
      json(request, 200, Map.of(), Counting.answer(path, RequestText.object(body)));
    } else if (operation == null) {
      list(request, path);
    } else if (!post) {
      problem(request, path, SimProblem.of(Kind.WRONG_METHOD, "this path wants POST"));
    } else {
      play(operation, request, body);
    }
  }

  private void play(Operation operation, HttpServerRequest request, Buffer body) {
    long now = System.currentTimeMillis();
    Provider.Decision decision = provider.decide(operation, request, body, now);
    LogEntry entry =
        log.start(
            new LogEntry.Asked(
                decision.promptHash(),
                decision.key(),
                operation.name(),
                decision.script().outcome(),
                decision.script().status(),
                links.computeIfAbsent(request.connection(), c -> new Link(connections++))),
            now);
    new ScriptResponse(
            vertx,
            request,
            closedByClient -> {
              log.end(entry, closedByClient, System.currentTimeMillis());
              decision.ended().run();
            })
        .play(decision.script());
  }

  private void list(HttpServerRequest request, String path) {
    boolean anthropic = request.getHeader("anthropic-version") != null;
    Buffer models = Lists.at(path, anthropic);
    if (models == null) {
      problem(request, path, SimProblem.of(Kind.NOT_FOUND, null));
    } else {
      json(request, 200, Map.of(), models);
    }
  }

  private static void problem(HttpServerRequest request, String path, SimProblem problem) {
    WireError error = Operations.formOf(path).error(problem, "sim");
    json(request, error.status(), error.headers(), error.body());
  }

  private static void json(
      HttpServerRequest request, int status, Map<String, String> headers, Buffer body) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    request.response().setStatusCode(status).putHeader("content-type", "application/json");
    headers.forEach(request.response()::putHeader);
    var unused = request.response().end(body);
  }
}
