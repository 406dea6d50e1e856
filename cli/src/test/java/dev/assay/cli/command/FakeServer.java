package dev.assay.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with one run whose end the test chooses, speaking the documented REST and SSE. */
public final class FakeServer implements AutoCloseable {
  public static final String ID = "01990000-0000-7000-8000-000000000001";

  /** The second run of a launch with targets; it passes. */
  public static final String OTHER = "01990000-0000-7000-8000-000000000002";

  private static final String PASSED =
      """
      {"id":"%s","name":"nightly","alias":"big one","group":"g1","status":"successful",
       "verdict":"pass","counts":{"total":2,"passed":2},
       "summary":{"pass_rate":1.0,"pass_rate_interval":{"lower":0.34,"upper":1.0},
         "latency_ms":{"p50":812.4,"p95":1200.0},"usage":{},
         "scorers":{"exact_match":{"mean":1.0,"count":2,"pass_rate":1.0,"threshold":1,
           "mean_interval":{"lower":0.9,"upper":1.0}}}},"cost":0.25}
      """
          .formatted(OTHER);

  private static final String PREVIEW =
      """
      {"name":"nightly","items":1200,"repeats":1,"units":1200,"scorers":1,"concurrency":16,
       "forecast":{"duration_s":{"low":118,"expected":121.4,"high":190},
         "calls":{"low":1200,"expected":1212,"high":1333},
         "tokens_in":{"low":1000,"expected":1500,"high":2000},
         "tokens_out":{"low":100,"expected":150,"high":200},"cost":null,
         "limits":[{"limit":"rpm","value":600,"binding":true,"adds_seconds":80.2},
                   {"limit":"concurrency","value":16,"binding":false,"adds_seconds":0}],
         "judges":{"calls":{"low":3600,"expected":3603,"high":3964},
           "tokens_in":{"low":1,"expected":2,"high":3},"tokens_out":{"low":1,"expected":2,"high":3},
           "cost":{"low":1,"expected":1.5,"high":4},
           "scorers":[{"scorer":"helpful","provider":"acme","model":"wise\\u001b[31m",
             "calls":{"low":3600,"expected":3603,"high":3964},"cost":null}]},
         "bottleneck":"rpm","assumptions":["Latency: nothing is measured yet."]},
       "rehearsal":{"items":20,"answered":20,"verdict":"fail","left_out":["helpful"],
         "scorers":{"exact_match":{"mean":0.5,"pass_rate":0.5,"scored":20,"errors":0,"skipped":0}},
         "findings":["Even the expected answers fail the gate: \\u001b[31mno."]},
       "warnings":[{"code":"X","message":"Look out."}]}
      """;

  public final List<String> requests = new CopyOnWriteArrayList<>();

  /** The whole addresses that were asked, in order. */
  public final List<String> addresses = new CopyOnWriteArrayList<>();

  /** What stood behind the question mark last, by request. */
  public final Map<String, String> queries = new ConcurrentHashMap<>();

  /**
   * Refusals that a test adds, by request: a problem, with a status and a blank before it or 422.
   */
  public final Map<String, String> refused = new ConcurrentHashMap<>();

  public final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();

  /** Answers with status 200 that a test adds, by request. */
  public final Map<String, String> canned = new ConcurrentHashMap<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String finished;

  /**
   * @param status of the run at its end
   * @param verdict of the run at its end
   */
  public FakeServer(String status, String verdict) throws IOException {
    finished =
        """
        {"id":"%s","name":"nightly","status":"%s","verdict":"%s",
         "counts":{"total":2,"passed":1,"failed":1},
         "summary":{"scorers":{"exact_match":{"mean":0.5,"count":2}}},
         "criteria":[{"type":"pass_rate","min":0.9,"passed":%s,"observed":0.5}]}
        """
            .formatted(ID, status, verdict, verdict.equals("pass"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String request = exchange.getRequestMethod() + " " + path;
    requests.add(request);
    addresses.add(exchange.getRequestURI().toString());
    String query = exchange.getRequestURI().getRawQuery();
    queries.put(request, query == null ? "" : query);
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      bodies.put(request, Json.mapper().readTree(body));
    }
    if (!"Bearer as_key".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"title\":\"Unauthorized\",\"code\":\"unauthorized\"}");
    } else if (refused.containsKey(request)) {
      String[] refusal = refused.get(request).split(" ", 2);
      boolean plain = refusal[0].startsWith("{");
      send(
          exchange,
          plain ? 422 : Integer.parseInt(refusal[0]),
          plain ? refused.get(request) : refusal[1]);
    } else if (canned.containsKey(request)) {
      send(exchange, 200, canned.get(request));
    } else if (path.equals("/v1/runs/" + OTHER + "/events")) {
      events(exchange, PASSED);
    } else if (path.equals("/v1/runs/" + ID + "/events")) {
      events(exchange, finished);
    } else {
      route(exchange, request);
    }
  }

  private void route(HttpExchange exchange, String request) throws IOException {
    switch (request) {
      case "POST /v1/datasets/items/versions" ->
          send(exchange, 201, "{\"name\":\"items\",\"version\":4,\"item_count\":2}");
      case "GET /v1/datasets/items/versions/latest/export" -> send(exchange, 200, "id,input\n");
      case "GET /v1/datasets" ->
          send(
              exchange,
              200,
              "{\"data\":[{\"name\":\"items\",\"latest_version\":4,\"item_count\":7}]}");
      case "PUT /v1/providers/local" -> send(exchange, 200, "{\"name\":\"local\"}");
      case "POST /v1/runs" -> launch(exchange);
      case "POST /v1/runs/preview" -> preview(exchange);
      case "GET /v1/runs" -> send(exchange, 200, "{\"data\":[" + finished + "]}");
      case "GET /v1/runs/" + ID -> send(exchange, 200, finished);
      case "GET /v1/runs/" + OTHER -> send(exchange, 200, PASSED);
      case "GET /v1/runs/" + OTHER + "/items" -> send(exchange, 200, "{\"data\":[]}");
      case "GET /v1/runs/" + ID + "/items" ->
          send(
              exchange,
              200,
              "{\"data\":[{\"position\":1,\"item_id\":\"q1\",\"status\":\"failed\","
                  + "\"scores\":{\"exact_match\":0.0}}]}");
      case "GET /v1/runs/" + ID + "/export" -> send(exchange, 200, junit("nightly"));
      case "GET /v1/runs/" + OTHER + "/export" -> send(exchange, 200, junit("nightly / big one"));
      case "POST /v1/runs/" + ID + "/cancel" ->
          send(exchange, 409, "{\"title\":\"Conflict\",\"detail\":\"the run is successful\"}");
      default -> send(exchange, 404, "{\"title\":\"Not found\"}");
    }
  }

  private void launch(HttpExchange exchange) throws IOException {
    JsonNode body = bodies.get("POST /v1/runs");
    if (body.has("nonsense")) {
      send(
          exchange,
          422,
          "{\"title\":\"Invalid\",\"detail\":\"Mend the fields.\",\"code\":\"invalid\","
              + "\"violations\":[{\"field\":\"nonsense\",\"message\":\"is not known\"}]}");
    } else if (body.has("targets")) {
      send(
          exchange,
          201,
          "{\"group\":\"g1\",\"runs\":[{\"id\":\"%s\",\"target\":{\"model\":\"m\"}},%s]}"
              .formatted(ID, PASSED));
    } else {
      send(exchange, 201, "{\"id\":\"" + ID + "\",\"status\":\"queued\"}");
    }
  }

  private void preview(HttpExchange exchange) throws IOException {
    if (bodies.get("POST /v1/runs/preview").has("nonsense")) {
      send(exchange, 422, "{\"title\":\"Invalid\",\"code\":\"invalid\"}");
    } else {
      send(exchange, 200, PREVIEW);
    }
  }

  private static void events(HttpExchange exchange, String run) throws IOException {
    String text =
        ": ready\n\nevent: run.snapshot\ndata: {\"status\":\"queued\",\"counts\":{\"total\":2}}\n\n"
            + "id: 1\nevent: run.progress\ndata: {\"status\":\"running_dataset\","
            + "\"counts\":{\"total\":2,\"passed\":1},\"rate_per_s\":41.2}\n\n"
            + "id: 2\nevent: run.status\ndata: {\"from\":\"evaluating_results\",\"to\":"
            + Json.mapper().readTree(run).get("status")
            + "}\n\n";
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private static String junit(String suite) {
    return "<?xml version=\"1.0\"?>\n<testsuites failures=\"2\">\n<testsuite name=\""
        + suite
        + "\" failures=\"2\">\n</testsuite>\n</testsuites>\n";
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
