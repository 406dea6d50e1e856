package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cancel promises: see the times in the provider's own log. */
@ExtendWith(SharedStack.class)
class CancelTest {
  private static final int ITEMS = 400;
  private static final int CONCURRENCY = 64;

  /** Also the report w-hang: a call that nobody answers holds up no cancel. */
  @Test
  void shouldStopCallsAndTakeThemUpAgainOnResume(Stack stack) {
    // Given an account that has grown to the whole concurrency
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset("cancel", Items.lines("cancel", ITEMS));
    simulator.learn(Items.answers("cancel", ITEMS));
    api.simulatedOverHttp("two-minutes", simulator, Api.object().put("latency", 20));
    api.awaitEnd(api.launch(Items.launch("cancel", "two-minutes", CONCURRENCY)));

    // And a run whose calls take two minutes, in the middle of as many as it may make
    api.simulatedOverHttp("two-minutes", simulator, Api.object().put("latency", 120_000));
    simulator.reset();
    String run = api.launch(Items.launch("cancel", "two-minutes", CONCURRENCY));
    await().atMost(Patience.LONG).until(() -> simulator.running() == CONCURRENCY);

    // When it is cancelled, twice
    JsonNode answer = api.ask("POST", "/v1/runs/" + run + "/cancel", null);
    Instant answered = Instant.now();
    JsonNode again = api.ask("POST", "/v1/runs/" + run + "/cancel", null);

    // Then no call starts any more, the open ones are closed, and the run ends
    assertThat(answer.path("status").asText()).isIn("cancelling", "cancelled");
    assertThat(again.path("status").asText()).isIn("cancelling", "cancelled");
    JsonNode ended = api.awaitEnd(run);
    assertThat(ended.path("status").asText()).isEqualTo("cancelled");
    await().atMost(Patience.LONG).until(() -> simulator.running() == 0);
    long started = simulator.stats().path("started").asLong();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Patience.LONG)
        .until(() -> simulator.stats().path("started").asLong() == started);
    List<Simulator.Call> log = simulator.log();
    assertThat(log).allMatch(call -> call.state().equals("aborted"));
    assertThat(simulator.stats().path("max_concurrent").asInt()).isEqualTo(CONCURRENCY);
    assertThat(ended.path("counts").path("cancelled").asInt()).isEqualTo(ITEMS);
    Invariants.check(stack.database(), run);
    System.out.printf(
        "cancel: calls=%d last_start_ms=%d last_closed_ms=%d terminal_ms=%d after the answer%n",
        log.size(),
        latest(log, true, answered),
        latest(log, false, answered),
        Duration.between(answered, Instant.parse(ended.path("finished_at").asText())).toMillis());

    // And when it is resumed with a faster provider, the rest is done
    api.simulatedOverHttp("two-minutes", simulator, Api.object().put("latency", 20));
    api.ask("POST", "/v1/runs/" + run + "/resume", null);
    JsonNode done = api.awaitEnd(run);
    assertThat(done.path("status").asText()).isEqualTo("successful");
    assertThat(done.path("counts").path("passed").asInt()).isEqualTo(ITEMS);
    assertThat(done.path("generation").asInt()).isEqualTo(2);
    Invariants.check(stack.database(), run);

    // And when it is cancelled after its end, that is refused
    Api.Reply late = api.send("POST", "/v1/runs/" + run + "/cancel", null);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asText()).isEqualTo("ILLEGAL_STATE");
    assertThat(late.text()).contains("successful");
  }

  private static long latest(List<Simulator.Call> log, boolean start, Instant since) {
    return log.stream()
        .map(call -> start ? call.startedAt() : call.endedAt())
        .mapToLong(at -> Duration.between(since, at).toMillis())
        .max()
        .orElse(0);
  }

  @Test
  void shouldCloseTheConnectionOfAnAttemptThatTakesTooLong(Stack stack) {
    // Given calls that take two minutes, of a run that waits half a second for each
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset("too-long", Items.lines("too-long", 32));
    api.simulatedOverHttp("too-long", simulator, Api.object().put("latency", 120_000));
    simulator.reset();
    ObjectNode launch = Items.launch("too-long", "too-long", 32);
    launch.putObject("policy").put("attempt_timeout_ms", 500).put("max_attempts", 1);

    // When
    String run = api.launch(launch);
    JsonNode ended = api.awaitEnd(run);

    // Then every unit says so, and the provider saw each connection end long before its call
    assertThat(ended.path("counts").path("errored").asInt()).isEqualTo(32);
    await().atMost(Patience.LONG).until(() -> simulator.running() == 0);
    List<Simulator.Call> log = simulator.log();
    assertThat(log).hasSize(32).allMatch(call -> call.state().equals("aborted"));
    assertThat(
            stack
                .database()
                .number(
                    "select count(*) from attempts where run_id = ?::uuid and outcome = 'timeout'",
                    run))
        .isEqualTo(32);
    Invariants.check(stack.database(), run);
  }

  @Test
  void shouldCancelARunThatIsStillQueued(Stack stack) {
    // Given a run that waits for results which nobody pushes
    Api api = stack.api();
    api.importDataset("cancel-queued", Items.lines("cancel-queued", 50));
    ObjectNode launch = Items.launch("cancel-queued", "simulated", 4);
    launch.putObject("target").put("push", true);
    String run = api.launch(launch);
    assertThat(api.run(run).path("status").asText()).isEqualTo("queued");

    // When it is cancelled
    JsonNode cancelled = api.ask("POST", "/v1/runs/" + run + "/cancel", null);

    // Then it ends at once, with all its items
    assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    assertThat(cancelled.path("counts").path("cancelled").asInt()).isEqualTo(50);
    Invariants.check(stack.database(), run);
  }

  @Test
  void shouldCancelARunAtTheMomentOfItsLaunch(Stack stack) {
    // Given a provider that takes long
    Api api = stack.api();
    Simulator simulator = stack.simulator();
    api.importDataset("cancel-early", Items.lines("cancel-early", 200));
    api.simulatedOverHttp("very-slow", simulator, Api.object().put("latency", 120_000));
    simulator.reset();

    // When a run is cancelled before anybody knows how far it is
    String run = api.launch(Items.launch("cancel-early", "very-slow", CONCURRENCY));
    api.ask("POST", "/v1/runs/" + run + "/cancel", null);

    // Then it ends the same way
    JsonNode ended = api.awaitEnd(run);
    assertThat(ended.path("status").asText()).isEqualTo("cancelled");
    assertThat(ended.path("counts").path("cancelled").asInt()).isEqualTo(200);
    await().atMost(Patience.LONG).until(() -> simulator.running() == 0);
    assertThat(simulator.log()).allMatch(call -> call.state().equals("aborted"));
    Invariants.check(stack.database(), run);
  }
}
