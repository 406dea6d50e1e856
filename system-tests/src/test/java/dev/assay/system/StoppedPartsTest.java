package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Queues;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Parts that stand still (SIGSTOP) and go on later: their sockets stay open and nobody answers on
 * them, as beyond a network that swallows packets. Each is stopped until the others have noticed.
 */
class StoppedPartsTest {
  private static final int UNITS = 1_500;
  private static final String UNKNOWN =
      "select count(*) from attempts where run_id = ?::uuid and outcome_unknown";

  private static Stack stack;

  /** What others notice of a part that stands still. */
  private interface Noticed {
    boolean by(String run);
  }

  @BeforeAll
  static void start() {
    stack = Stack.start("stopped", 2);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  private static String launch(String topic, int units, int latency, int concurrency) {
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset(topic, Items.lines(topic, units));
    simulator.learn(Items.answers(topic, units));
    api.pricedOverHttp(topic, simulator, Api.object().put("latency", latency));
    return api.launch(Items.launch(topic, topic, concurrency));
  }

  private static void stoppedInARun(String part, Noticed noticed) {
    String run = launch(part, UNITS, 100, 32);
    await().atMost(Patience.LONG).until(() -> stack.database().settled(run) >= UNITS / 20);
    stopped(part, run, UNITS, noticed);
  }

  /** Stops a part in the middle of a run until that is noticed; then all of the run ends right. */
  private static void stopped(String part, String run, int units, Noticed noticed) {
    Stack.Part stopped = stack.part(part);
    stopped.freeze();
    try {
      await(part + " is missed").atMost(Patience.LONG).until(() -> noticed.by(run));
    } finally {
      stopped.thaw();
    }
    JsonNode ended = stack.api().awaitEnd(run);
    assertThat(ended.path("status").asText()).isEqualTo("successful");
    assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(units);
    assertThat(stack.part(part).process().pid()).as("%s", part).isEqualTo(stopped.process().pid());
    Invariants.check(stack.database(), run);
    try (Queues queues = stack.queues()) {
      await("empty queues").atMost(Patience.LONG).until(queues::messages, Map::isEmpty);
    }
  }

  @Test
  void shouldBookAsLostWhatAStoppedWorkerHasAndTakeThatBack() {
    // Given long calls, of which each worker may have half
    int units = 320;
    int concurrency = 64;
    String run = launch("worker-service", units, 3_000, concurrency);
    await("calls of both workers")
        .atMost(Patience.LONG)
        .until(() -> begunLately() > concurrency * 3 / 4);

    // When one stands still for so long that it is taken for lost
    stopped("worker-service", run, units, id -> stack.database().number(UNKNOWN, id) > 0);

    // Then what it did is known once it goes on, and so is what the run cost
    await()
        .atMost(Patience.LONG)
        .untilAsserted(
            () -> {
              assertThat(stack.database().number(UNKNOWN, run)).isZero();
              assertThat(stack.api().run(run).path("cost").isNumber()).isTrue();
            });
  }

  /** Calls that are far from their end. */
  private static long begunLately() {
    Instant lately = Instant.now().minusSeconds(1);
    return stack.simulator().log().stream()
        .filter(call -> call.endedAt() == null && call.startedAt().isAfter(lately))
        .count();
  }

  @Test
  void shouldGoOnAfterScoringStoodStill() {
    stoppedInARun(
        "scoring-service",
        run ->
            stack.database().number("select answered from runs where id = ?::uuid", run)
                >= UNITS / 5);
  }

  @Test
  void shouldGoOnAfterRunServiceStoodStill() {
    // Nothing is handed out, so the provider runs dry
    stoppedInARun("run-service", run -> stack.simulator().running() == 0);
  }

  @Test
  void shouldGoOnAfterTheBrokerStoodStill() {
    stoppedInARun(
        "broker", run -> stack.api().send("GET", "/q/health/ready", null).status() == 503);
  }
}
