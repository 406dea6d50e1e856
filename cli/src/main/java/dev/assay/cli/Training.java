package dev.assay.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.cli.command.Context;
import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.ProcessIdentity;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.terminal.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Goes the ways that the usual commands go, against a server of its own that knows one answer, so
 * that the launcher can archive the classes they need. Prints nothing and leaves nothing behind.
 */
public final class Training {
  private static final String RUN =
      """
      {"id":"01990000-0000-7000-8000-000000000001","name":"training","status":"successful",
       "verdict":"pass","queued_at":"2026-01-01T00:00:00Z","started_at":"2026-01-01T00:00:00.5Z",
       "finished_at":"2026-01-01T00:01:00.25Z","cost":0.25,"target":{"model":"any"},
       "counts":{"total":1200,"passed":1200,"failed":0,"errored":0},
       "summary":{"pass_rate":1.0,"scorers":{"exact_match":{"mean":1.0,"count":1200,
         "pass_rate":1.0,"threshold":1.0,"mean_interval":{"lower":0.9,"upper":1.0}}}},
       "criteria":[{"type":"pass_rate","min":0.9,"passed":true,"observed":1.0}]}
      """;

  private Training() {}

  /**
   * Trains.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    Path home = Files.createTempDirectory("assay-training-");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Training::answer);
    server.start();
    try {
      pretend(home, "http://127.0.0.1:" + server.getAddress().getPort());
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
      Context context =
          new Context(
              new Console(nowhere, nowhere, false, 100), Map.of("ASSAY_HOME", home.toString()));
      for (List<String> words :
          List.of(
              List.of("list"),
              List.of("show", "latest"),
              List.of("status"),
              List.of("run", "--help"),
              List.of("--help"))) {
        int unused = Assay.execute(context, words.toArray(new String[0]));
      }
    } finally {
      server.stop(0);
      remove(home);
    }
    // What the client left running must not hold this process.
    System.exit(0);
  }

  /** A stack that runs, as far as a command can see: this process is its supervisor. */
  private static void pretend(Path home, String url) throws IOException {
    Layout layout = new Layout(home);
    layout.create();
    Files.writeString(layout.apiKey(), "as_training");
    ProcessIdentity self =
        ProcessIdentity.of(ProcessHandle.current(), Training.class.getSimpleName());
    new StackState(true, url, layout.apiKey().toString(), Map.of("simulator", 1), self, Map.of())
        .write(layout);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String json =
        path.equals("/v1/runs") || path.endsWith("/items") ? "{\"data\":[" + RUN + "]}" : RUN;
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
