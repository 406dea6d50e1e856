package dev.assay.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Events;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Ledger;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Queues;
import dev.assay.system.harness.Sampler;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.Subscriber;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every part is killed while 5,000 units run: nothing is lost, nothing is counted twice, and what
 * nobody knows of is said.
 */
class FaultsTest {
  private static final int UNITS = 5_000;
  private static final String TOPIC = "faults";
  private static final int STEP = UNITS / 5;
  private static final String LOST =
      """
      select u.position, a.worker from attempts a join units u on u.run_id = a.run_id and u.n = a.n
      where a.run_id = ?::uuid and a.outcome_unknown and a.error like 'The worker was lost%'
      """;

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start("faults", 2);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void shouldSettleEveryUnitOnceWhileEachPartIsKilled() throws SQLException, IOException {
    // Given 5,000 items, a provider behind a socket that needs 250 ms, and two workers
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset(TOPIC, Items.lines(TOPIC, UNITS));
    simulator.learn(Items.answers(TOPIC, UNITS));
    ObjectNode options = Api.object().put("latency", 250).put("error_rate", 0.1);
    api.pricedOverHttp("slow", simulator, options);
    ObjectNode launch = Items.launch(TOPIC, "slow", 32);
    launch.putObject("policy").put("deadline_ms", 30_000);

    // When it runs, watched, and one part after the other is killed
    String run = api.launch(launch);
    List<String> url = List.of(stack.url());
    Instant workerKilled;
    try (Sampler sampler = new Sampler(stack.database(), 100, run);
        Subscriber steady = new Subscriber(url, stack.key(), run, 0);
        Subscriber restless = new Subscriber(url, stack.key(), run, 7)) {
      workerKilled = killAt(run, STEP / 2, "worker-service").at();
      killAt(run, STEP + STEP / 2, "run-service");
      killAt(run, 2 * STEP + STEP / 2, "scoring-service");
      killAt(run, 3 * STEP + STEP / 2, "broker");
      JsonNode ended = api.awaitEnd(run);

      // Then all are settled, the counts were the rows at every sample, and every event was seen
      assertThat(ended.path("status").asText()).isEqualTo("successful");
      JsonNode counts = ended.path("counts");
      assertThat(counts.path("passed").asInt() + counts.path("failed").asInt()).isEqualTo(UNITS);
      Events.checkComplete(steady, stack.database(), run);
      Events.checkComplete(restless, stack.database(), run);
      assertThat(sampler.wrong()).isEmpty();
      assertThat(sampler.samples()).isGreaterThan(50);
      System.out.printf(
          "faults: samples=%d events=%d connections=%d and %d%n",
          sampler.samples(), steady.events().size(), steady.connections(), restless.connections());
    }
    Invariants.check(stack.database(), run);
    try (Queues queues = stack.queues()) {
      await("empty queues").atMost(Patience.LONG).until(queues::messages, Map::isEmpty);
    }
    checkLedger(run, simulator, workerKilled);
  }

  /** Kills a part once so many units are settled, and waits until it is back and work goes on. */
  private static Stack.Killed killAt(String run, int settled, String process) {
    await(settled + " units settled before " + process + " is killed")
        .atMost(Patience.LONG)
        .until(() -> stack.database().settled(run) >= settled);
    Stack.Killed killed = stack.kill(process);
    long then = stack.database().settled(run);
    assertThat(then).as("settled when %s is killed", process).isLessThan(UNITS);
    stack.awaitRestart(killed);
    await("work goes on after " + process + " was killed")
        .atMost(Patience.LONG)
        .until(() -> stack.database().settled(run) > then);
    return killed;
  }

  @Test
  void shouldKnowWhatARunCostWhoseConnectionsWereCut() {
    // Given a run of which every call is paid for
    String topic = "cut";
    int units = 1_000;
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset(topic, Items.lines(topic, units));
    simulator.learn(Items.answers(topic, units));
    api.pricedOverHttp("priced", simulator, Api.object().put("latency", 400));
    String run = api.launch(Items.launch(topic, "priced", 32));

    // When the broker is killed, and with it every connection, while no worker is
    await().atMost(Patience.LONG).until(() -> stack.database().settled(run) >= units / 4);
    Stack.Killed killed = stack.kill("broker");
    assertThat(stack.database().settled(run)).isLessThan(units);
    stack.awaitRestart(killed);
    api.awaitEnd(run);

    // Then each call is booked, none is taken for lost, and the cost is known
    await("what each call cost")
        .atMost(Patience.LONG)
        .untilAsserted(
            () -> {
              assertThat(stack.database().rows(LOST, run)).isEmpty();
              assertThat(api.run(run).path("cost").isNumber()).isTrue();
            });
    Ledger ledger =
        Ledger.compare(
            stack.database(), run, simulator.log(), position -> Items.input(topic, position));
    assertThat(ledger.unbooked()).isEmpty();
    Invariants.check(stack.database(), run);
  }

  /**
   * What the provider saw is in the ledger, also the calls that died with their worker: of those it
   * says that nobody knows what came of them, so that the cost is not known.
   */
  private static void checkLedger(String run, Simulator simulator, Instant workerKilled) {
    List<Simulator.Call> log = simulator.log();
    Ledger ledger =
        await("ledger of the calls that died with their worker")
            .atMost(Patience.LONG)
            .until(
                () ->
                    Ledger.compare(
                        stack.database(), run, log, position -> Items.input(TOPIC, position)),
                compared -> compared.unbooked().isEmpty());
    List<Map<String, Object>> lost = stack.database().rows(LOST, run);
    long recovered =
        recoveryMillis(
            lost.stream().map(row -> ((Number) row.get("position")).intValue()).toList(),
            log,
            workerKilled);
    System.out.printf("faults: units of the killed worker ran elsewhere within %d ms%n", recovered);
    System.out.printf(
        "faults: units=%d calls=%d duplicate_ratio=%.4f lost=%d%n",
        UNITS, ledger.calls(), ledger.duplicates(), lost.size());
    assertThat(ledger.asked()).isEqualTo(UNITS);
    assertThat(lost).as("calls in flight that died with their worker").isNotEmpty();
    assertThat(lost).as("calls of workers that live").noneMatch(row -> liveWorker(run, row));
    JsonNode ended = stack.api().run(run);
    assertThat(ended.path("cost").isNull()).as("cost of the run is not known").isTrue();
    assertThat(ended.path("known_cost").asDouble()).isPositive();
    JsonNode billed = ended.path("summary").path("usage").path("candidate").path("billed");
    assertThat(billed.path("cost_known").asBoolean(true)).isFalse();
  }

  /** Whether a worker has made other calls after the one that it is said to be lost with. */
  private static boolean liveWorker(String run, Map<String, Object> lost) {
    return stack
            .database()
            .number(
                "select count(*) from attempts where run_id = ?::uuid and worker = ?"
                    + " and not outcome_unknown and started_at > (select max(started_at)"
                    + " + max(duration_ms) * interval '1 ms' from attempts where run_id = ?::uuid"
                    + " and worker = ? and outcome_unknown)",
                run,
                lost.get("worker"),
                run,
                lost.get("worker"))
        > 0;
  }

  /** How long after the kill the last item whose call died with the worker was asked again. */
  private static long recoveryMillis(
      List<Integer> positions, List<Simulator.Call> log, Instant killed) {
    Map<String, Instant> last =
        log.stream().collect(toMap(Simulator.Call::prompt, Simulator.Call::startedAt, (a, b) -> b));
    return positions.stream()
        .map(position -> last.get(Simulator.promptKey(Items.input(TOPIC, position))))
        .filter(Objects::nonNull)
        .mapToLong(asked -> Duration.between(killed, asked).toMillis())
        .max()
        .orElse(0);
  }
}
