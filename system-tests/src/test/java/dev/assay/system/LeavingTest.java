package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Ledger;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import java.sql.Timestamp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Parts are told to leave (SIGTERM) while they work, as a rolling update does: nothing is asked
 * twice.
 */
class LeavingTest {

  /** Who had calls of a run at a moment, and how many. */
  private static final String AT_WORK =
      """
      select worker, count(*) as calls from attempts
      where run_id = ?::uuid and started_at < ?
        and started_at + duration_ms * interval '1 millisecond' > ?
      group by worker
      """;

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start("leaving", 2);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void shouldAnswerTheCallsThatALeavingWorkerHas() {
    // Given an account that has grown to the whole concurrency, over both workers
    int items = 240;
    int concurrency = 40;
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset("worker", Items.lines("worker", items));
    simulator.learn(Items.answers("worker", items));
    api.simulatedOverHttp("slow", simulator, Api.object().put("latency", 20));
    api.awaitEnd(api.launch(Items.launch("worker", "slow", concurrency)));

    // And a run whose calls take two seconds, in the middle of as many as it may make
    api.simulatedOverHttp("slow", simulator, Api.object().put("latency", 2_000));
    simulator.reset();
    Stack.Part worker = stack.part("worker-service");
    String run = api.launch(Items.launch("worker", "slow", concurrency));
    await().atMost(Patience.LONG).until(() -> simulator.running() == concurrency);

    // When one of them is told to leave
    Stack.Killed left = worker.terminate();
    JsonNode ended = api.awaitEnd(run);

    // Then each call was answered and none made twice, and both workers had some at that moment
    checkAskedOnce(ended, simulator, "worker", items);
    assertThat(stack.database().rows(AT_WORK, run, at(left), at(left)))
        .as("workers that had calls when one was told to leave")
        .hasSize(2);
    stack.awaitRestart(left);
  }

  @Test
  void shouldHandOutNothingTwiceWhenRunServiceLeaves() {
    // Given a run that keeps the dispatcher busy
    int items = 2_500;
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset("dispatch", Items.lines("dispatch", items));
    simulator.learn(Items.answers("dispatch", items));
    // Slow enough that most is left when, on a busy machine, it is told to leave.
    api.simulatedOverHttp("quick", simulator, Api.object().put("latency", 250));
    simulator.reset();
    String run = api.launch(Items.launch("dispatch", "quick", 32));

    // When run-service is told to leave twice while it hands out
    for (int settled : List.of(items / 4, items / 2)) {
      Stack.Part service = stack.part("run-service");
      await().atMost(Patience.LONG).until(() -> stack.database().settled(run) >= settled);
      Stack.Killed left = service.terminate();
      assertThat(stack.database().settled(run)).isLessThan(items);
      stack.awaitRestart(left);
    }
    JsonNode ended = api.awaitEnd(run);

    // Then no unit went out twice
    checkAskedOnce(ended, simulator, "dispatch", items);
  }

  /** By the provider's log and by the ledger, which agree. */
  private static void checkAskedOnce(JsonNode ended, Simulator simulator, String topic, int items) {
    String run = ended.path("id").asText();
    assertThat(ended.path("status").asText()).isEqualTo("successful");
    assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(items);
    List<Simulator.Call> log = simulator.log();
    assertThat(log).allMatch(call -> call.state().equals("completed"));
    assertThat(log.stream().map(Simulator.Call::prompt).distinct().count()).isEqualTo(items);
    assertThat(log).as("calls that the provider saw").hasSize(items);
    assertThat(stack.database().number("select count(*) from attempts where run_id = ?::uuid", run))
        .isEqualTo(items);
    Ledger ledger =
        Ledger.compare(stack.database(), run, log, position -> Items.input(topic, position));
    assertThat(ledger.unbooked()).isEmpty();
    Invariants.check(stack.database(), run);
  }

  private static Timestamp at(Stack.Killed left) {
    return Timestamp.from(left.told());
  }
}
