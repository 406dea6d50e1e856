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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every part is killed while 5,000 units run: nothing is lost, nothing is counted twice. */
class FaultsTest {
  private static final int UNITS = 5_000;
  private static final String TOPIC = "faults";
  private static final int STEP = UNITS / 5;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

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
    // Given 5,000 items, a provider behind a socket that needs 100 ms, and two workers
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset(TOPIC, Items.lines(TOPIC, UNITS));
    simulator.learn(Items.answers(TOPIC, UNITS));
    ObjectNode options = Api.object().put("latency", 100).put("error_rate", 0.1);
    api.simulatedOverHttp("slow", simulator, options);
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
      JsonNode ended = api.awaitEnd(run, Duration.ofSeconds(180));

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
      await("empty queues").atMost(PATIENCE).until(queues::messages, Map::isEmpty);
    }
    checkLedger(run, simulator, workerKilled);
  }

  /** Kills a part once so many units are settled, and waits until it is back and work goes on. */
  private static Stack.Killed killAt(String run, int settled, String process) {
    await(settled + " units settled before " + process + " is killed")
        .atMost(PATIENCE)
        .until(() -> stack.database().settled(run) >= settled);
    Stack.Killed killed = stack.kill(process);
    long then = stack.database().settled(run);
    assertThat(then).as("settled when %s is killed", process).isLessThan(UNITS);
    stack.awaitRestart(killed);
    await("work goes on after " + process + " was killed")
        .atMost(PATIENCE)
        .until(() -> stack.database().settled(run) > then);
    return killed;
  }

  /** What the provider saw is in the ledger, but for calls that died with their worker. */
  private static void checkLedger(String run, Simulator simulator, Instant workerKilled) {
    Ledger ledger =
        Ledger.compare(
            stack.database(), run, simulator.log(), position -> Items.input(TOPIC, position));
    List<Simulator.Call> unexplained =
        ledger.unbooked().stream().filter(call -> !diedWith(call, workerKilled)).toList();
    long recovered = recoveryMillis(ledger.unbooked(), simulator.log(), workerKilled);
    System.out.printf("faults: units of the killed worker ran elsewhere within %d ms%n", recovered);
    System.out.printf(
        "faults: units=%d calls=%d duplicate_ratio=%.4f unbooked=%d unexplained=%d%n",
        UNITS, ledger.calls(), ledger.duplicates(), ledger.unbooked().size(), unexplained.size());
    assertThat(ledger.asked()).isEqualTo(UNITS);
    assertThat(unexplained).as("calls that no attempt in the ledger stands for").isEmpty();
  }

  /** How long after the kill the last call that died with the worker was made again. */
  private static long recoveryMillis(
      List<Simulator.Call> died, List<Simulator.Call> log, Instant killed) {
    Map<String, Instant> last =
        log.stream().collect(toMap(Simulator.Call::prompt, Simulator.Call::startedAt, (a, b) -> b));
    return died.stream()
        .filter(call -> diedWith(call, killed))
        .mapToLong(call -> Duration.between(killed, last.get(call.prompt())).toMillis())
        .max()
        .orElse(0);
  }

  /** Open when the worker went, or answered so shortly before that no reply could leave. */
  private static boolean diedWith(Simulator.Call call, Instant killed) {
    boolean before = !call.startedAt().isAfter(killed);
    return before && (call.endedAt() == null || call.endedAt().isAfter(killed.minusSeconds(2)));
  }
}
