package dev.assay.simulator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.testing.HttpText;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.server.SimulatorHttp;
import io.vertx.core.Vertx;
import java.util.List;

/** A simulator of its own on a free port. */
public final class SimulatorRig implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final int port;

  /** One that behaves so. */
  public SimulatorRig(String options) {
    port =
        new SimulatorHttp(vertx, SimOptions.DEFAULT.with(JsonText.json(options)))
            .listen("127.0.0.1", 0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public String ask(String method, String path, String body) {
    return HttpText.ask(method, port, path, body);
  }

  /** Makes it rain. */
  public void weather(String json) {
    String unused = ask("PUT", "/_sim/weather", json);
  }

  public JsonNode stats() {
    return JsonText.json(ask("GET", "/_sim/stats", ""));
  }

  public List<JsonNode> log() {
    return ask("GET", "/_sim/log", "").lines().map(JsonText::json).toList();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
