package dev.assay.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.benchmarks.measure.DatabaseMeter;
import dev.assay.benchmarks.measure.DatabaseUse;
import dev.assay.benchmarks.measure.ProcessMeter;
import dev.assay.benchmarks.measure.ProcessUse;
import dev.assay.benchmarks.stack.RunFollower;
import dev.assay.benchmarks.stack.Simulator;
import dev.assay.benchmarks.stack.Stack;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs cells through the whole system: submit, wait, and look at what it took. */
final class StackLoad implements AutoCloseable {
  private static final String PROVIDER = "bench";
  private static final int MOST_CONCURRENT = 1_000;

  private final Stack stack;
  private final DatabaseMeter database;
  private final double maxSeconds;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param maxSeconds a run that takes three times as long is cancelled
   */
  StackLoad(Stack stack, double maxSeconds) throws IOException, SQLException {
    this.stack = stack;
    this.database = stack.database();
    this.maxSeconds = maxSeconds;
  }

  /** Makes the dataset for a number of units; one that is there stays. */
  void prepare(int units) {
    String name = dataset(units);
    boolean exists = false;
    for (JsonNode known : stack.api().get("/v1/datasets?limit=500").path("data")) {
      exists |= known.path("name").asText().equals(name);
    }
    if (!exists) {
      JsonNode unused = stack.api().post("/v1/datasets", node().put("name", name));
    }
    JsonNode unused =
        stack.api().upload("/v1/datasets/" + name + "/versions", Questions.items(units));
  }

  /** Points the stack to a simulated provider, over a socket and as the kind openai. */
  void use(Simulator simulator) {
    ObjectNode provider = node().put("kind", "openai");
    provider.put("base_url", simulator.url().resolve("/v1") + "");
    // More than any cell asks for: what is measured is the system, not the limit of an account.
    provider.putObject("limits").put("max_concurrency", MOST_CONCURRENT);
    JsonNode unused = stack.api().put("/v1/providers/" + PROVIDER, provider);
  }

  /**
   * Runs a cell without measuring it: the first thousands of units meet interpreted code, empty
   * connection pools and an account whose concurrency has yet to grow.
   *
   * @param simulator that is in use
   * @return the run's status at its end
   */
  String warmUp(Cell cell, Simulator simulator) {
    simulator.reset();
    return ended(submit(cell)).get("status").asText();
  }

  /** Measures one cell. */
  Measured measure(Cell cell, Simulator simulator)
      throws SQLException, InterruptedException, ExecutionException {
    simulator.reset();
    Map<String, Long> pids = new LinkedHashMap<>(stack.processes());
    pids.put("simulator", simulator.pid());
    DatabaseUse before = settled();
    try (ProcessMeter meter = new ProcessMeter(pids, stack.idle())) {
      long begun = System.nanoTime();
      String id = submit(cell);
      double submitted = seconds(begun);
      JsonNode run = ended(id);
      double seen = seconds(begun);
      Map<String, ProcessUse> use = meter.stop();
      return measured(cell, run, submitted, seen, use, simulator, before);
    }
  }

  private String submit(Cell cell) {
    return stack.api().post("/v1/runs", definition(cell)).get("id").asText();
  }

  private JsonNode ended(String id) {
    return new RunFollower(stack.api(), timer)
        .ended(id, Duration.ofMillis((long) (3000 * maxSeconds)));
  }

  @Override
  public void close() throws SQLException {
    timer.shutdownNow();
    database.close();
  }

  private Measured measured(
      Cell cell,
      JsonNode run,
      double submitted,
      double seen,
      Map<String, ProcessUse> use,
      Simulator simulator,
      DatabaseUse before)
      throws SQLException, InterruptedException, ExecutionException {
    double seconds = between(run, "started_at", "finished_at");
    JsonNode counts = run.path("counts");
    int succeeded = counts.path("passed").asInt() + counts.path("failed").asInt();
    double rate = succeeded / seconds;
    return new Measured(
        Measured.Mode.STACK,
        cell,
        run.get("status").asText(),
        seconds,
        seen,
        submitted,
        between(run, "queued_at", "started_at"),
        rate,
        cell.shareOfIdeal(rate),
        succeeded,
        database.attempts(UUID.fromString(run.get("id").asText())),
        simulator.asked(),
        use,
        settled().since(before));
  }

  /** The database's counters after the sessions have reported theirs. */
  private DatabaseUse settled() throws InterruptedException, ExecutionException {
    return timer.schedule(database::read, DatabaseMeter.SETTLE_MS, TimeUnit.MILLISECONDS).get();
  }

  private static ObjectNode definition(Cell cell) {
    ObjectNode run = node().put("name", "bench " + cell).put("concurrency", cell.concurrency());
    run.putObject("target").put("provider", PROVIDER).put("model", "simulated");
    run.putObject("dataset").put("name", dataset(cell.units()));
    run.putArray("scorers")
        .add(node().put("id", "exact_match").put("threshold", 1))
        .add(node().put("id", "levenshtein").put("threshold", 0.8));
    return run;
  }

  private static String dataset(int units) {
    return "bench-" + units;
  }

  private static double between(JsonNode run, String from, String to) {
    return Duration.between(
                Instant.parse(run.get(from).asText()), Instant.parse(run.get(to).asText()))
            .toNanos()
        / 1e9;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
