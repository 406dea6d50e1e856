package dev.assay.benchmarks.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.benchmarks.measure.ProcessMeter;
import dev.assay.benchmarks.stack.Simulator;
import dev.assay.common.json.Json;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The upper bound: the HTTP engine of the worker in a loop on one event loop that asks, reads the
 * answer and forgets it. No queue, no database, no scores.
 */
final class BareLoop {
  private final Simulator simulator;

  BareLoop(Simulator simulator) {
    this.simulator = simulator;
  }

  /** Measures one cell. */
  Measured measure(Cell cell) {
    simulator.reset();
    Map<String, Long> pids = new LinkedHashMap<>();
    pids.put("benchmark", ProcessHandle.current().pid());
    pids.put("simulator", simulator.pid());
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    try (ProcessMeter meter = new ProcessMeter(pids, Set.of())) {
      long begun = System.nanoTime();
      int succeeded = ask(vertx, cell);
      double seconds = (System.nanoTime() - begun) / 1e9;
      double rate = cell.units() / seconds;
      return new Measured(
          Measured.Mode.BARE,
          cell,
          null,
          seconds,
          seconds,
          null,
          null,
          rate,
          cell.shareOfIdeal(rate),
          succeeded,
          null,
          simulator.asked(),
          meter.stop(),
          null);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private int ask(Vertx vertx, Cell cell) {
    Promise<Integer> done = Promise.promise();
    vertx.runOnContext(start -> new Loop(vertx, cell, done).begin());
    return done.future().toCompletionStage().toCompletableFuture().join();
  }

  /** The state of one run of the loop; on its event loop only. */
  private final class Loop {
    private final HttpClient client;
    private final RequestOptions target;
    private final Cell cell;
    private final Promise<Integer> done;
    private int asked;
    private int ended;
    private int succeeded;

    private Loop(Vertx vertx, Cell cell, Promise<Integer> done) {
      this.client =
          vertx.createHttpClient(
              new HttpClientOptions().setMaxPoolSize(cell.concurrency()).setTcpNoDelay(true));
      this.target =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setHost(simulator.url().getHost())
              .setPort(simulator.url().getPort())
              .setURI("/v1/chat/completions")
              .putHeader("content-type", "application/json");
      this.cell = cell;
      this.done = done;
    }

    private void begin() {
      for (int slot = 0; slot < cell.concurrency(); slot++) {
        next();
      }
    }

    private void next() {
      if (asked == cell.units()) {
        return;
      }
      Buffer body = body(asked++);
      client
          .request(target)
          .compose(request -> request.send(body))
          .compose(response -> response.body().map(ignored -> response.statusCode()))
          .onComplete(
              answer -> {
                succeeded += answer.succeeded() && answer.result() == 200 ? 1 : 0;
                if (++ended == cell.units()) {
                  done.complete(succeeded);
                } else {
                  next();
                }
              });
    }
  }

  private static Buffer body(int n) {
    ObjectNode body = Json.mapper().createObjectNode().put("model", "simulated");
    body.putArray("messages").addObject().put("role", "user").put("content", Questions.question(n));
    return Buffer.buffer(body.toString());
  }
}
