package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Queues;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.StormyProvider;
import dev.assay.system.harness.StormyProvider.Weather;
import dev.assay.system.monitoring.Collector.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an operator sees of running services, in one stack that is traced and scraped by a real
 * Prometheus. What alerts warn of is made to happen; how long it has to last is left out, and is in
 * AlertRulesTest with the alerts whose cause takes longer than a test may, or is none of ours.
 */
class ServicesTest {

  /** Of kube-state-metrics. */
  private static final String NOT_OURS = "kube_pod_status_ready";

  private static Collector collector;
  private static Stack stack;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() {
    collector = new Collector();
    stack =
        Stack.start(
            "monitored",
            2,
            Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "ASSAY_TRACE_ENDPOINT", collector.url(),
                "ASSAY_TRACE_RATIO", "0.5"));
    // A run that is under way all the time: some of it is done, and more waits.
    String run = launch("monitored", 1_000, Api.object().put("latency", 1_000), 4);
    await("the first answers").atMost(Patience.LONG).until(() -> stack.database().settled(run) > 4);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (stack != null) {
      stack.close();
    }
    if (collector != null) {
      collector.close();
    }
  }

  /** Started by the first test that needs it; others run without one on the PATH. */
  private static Prometheus prometheus() {
    if (prometheus == null) {
      prometheus = Prometheus.watching(stack, Rules.atOnce());
    }
    return prometheus;
  }

  @Test
  void shouldServeEveryMetricThatIsAskedFor() {
    // Given
    Set<String> asked = new TreeSet<>();
    Expressions.ofRules().forEach(one -> asked.addAll(Expressions.metrics(one)));
    Expressions.ofDashboards().forEach(one -> asked.addAll(Expressions.metrics(one)));
    asked.remove(NOT_OURS);
    assertThat(asked).hasSizeGreaterThan(30);

    // Then
    await("every metric")
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(Served.by(stack).names()).containsAll(asked));
    assertThat(Served.by(stack).labels()).contains("provider", "step").isSubsetOf(Served.LABELS);
  }

  @Test
  @ExtendWith(WithPrometheus.class)
  void shouldShowSomethingInEveryPanel() {
    // Given
    List<String> expressions = Expressions.ofDashboards();
    assertThat(expressions).hasSizeGreaterThan(30);
    Prometheus watching = prometheus();

    // Then
    await("something in every panel")
        .atMost(Patience.LONG)
        .untilAsserted(
            () ->
                assertThat(expressions)
                    .allSatisfy(one -> assertThat(watching.query(one)).as(one).isNotEmpty()));
  }

  @Test
  void shouldHoldAUnitTogetherOverAllServices() {
    // Given
    int units = 200;
    Api api = stack.api();
    api.importDataset("traced", Items.lines("traced", units));
    stack.simulator().learn(Items.answers("traced", units));
    api.simulatedOverHttp("traced", stack.simulator(), Api.object());

    // When
    String run = api.launch(Items.launch("traced", "traced", 16));
    JsonNode ended = api.awaitEnd(run);

    // Then half of the units are traced, and each of these as a whole
    assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(units);
    List<List<Received>> traces =
        await("whole traces")
            .atMost(Patience.LONG)
            .until(
                () -> collector.traces(run),
                found -> found.size() >= units / 4 && found.stream().allMatch(Traces::whole));
    assertThat(traces).hasSizeLessThan(units * 3 / 4);
    assertThat(traces.stream().map(spans -> Traces.said(spans, "assay.unit.n")))
        .doesNotHaveDuplicates();
    traces.forEach(spans -> Traces.checked(spans, run));
  }

  @Test
  void shouldLogJsonWithoutPromptsAndAnswers() throws IOException {
    for (String service : stack.metrics().keySet()) {
      Path log = stack.home().resolve("logs").resolve(service + ".log");
      String text = Files.readString(log);
      // What is being written now may end in the middle of a line.
      List<String> lines =
          text.substring(0, text.lastIndexOf('\n') + 1).lines().filter(l -> !l.isBlank()).toList();
      assertThat(lines).as(service).isNotEmpty();
      assertThat(lines)
          .as(service)
          .allSatisfy(
              line -> {
                JsonNode said = Api.json(line);
                assertThat(said.path("timestamp").asText()).isNotEmpty();
                assertThat(said.path("level").asText()).isNotEmpty();
                assertThat(said.path("message").asText()).isNotEmpty();
              })
          .noneMatch(line -> line.contains("about monitored"));
    }
  }

  @Test
  @ExtendWith(WithPrometheus.class)
  void shouldTellOfRunsThatWaitAndOfOneThatSomebodyHolds() throws SQLException {
    quiet("AssayNoWorkers", "AssayDispatchStalled");

    // When no worker is heard of
    List<Connection> held = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    frozen(
        () -> {
          // So that nothing of the run is handed out before
          await("no worker")
              .atMost(Patience.LONG)
              .until(() -> !prometheus().query("max(assay_workers_alive) == 0").isEmpty());
          runs.add(launch("unattended", 20, Api.object(), 4));
          fires("AssayNoWorkers");
          held.add(
              stack
                  .database()
                  .hold(
                      "select id from runs where id = '%s'::uuid for update"
                          .formatted(runs.get(0))));
        },
        "worker-service",
        "worker-service-2");

    // And when they are back, and somebody has the row of the run
    try (Connection open = held.get(0)) {
      assertThat(open.isClosed()).isFalse();
      fires("AssayDispatchStalled");
    }

    // Then it goes on afterwards
    stack.api().awaitEnd(runs.get(0));
    quiet("AssayNoWorkers", "AssayDispatchStalled");
  }

  @Test
  @ExtendWith(WithPrometheus.class)
  void shouldTellOfMessagesThatWereGivenUp() {
    quiet("AssayDeadLetters");
    try (Queues queues = stack.queues()) {
      queues.litter("assay.calls", "nothing that a worker reads");
      fires("AssayDeadLetters");
    }
  }

  @Test
  @ExtendWith(WithPrometheus.class)
  void shouldTellOfProvidersThatAreBrokenAndThatLimit() {
    quiet("AssayBreakersOpen", "AssayProviderThrottled");
    try (StormyProvider providers = new StormyProvider()) {
      List<String> runs =
          Stream.of(Weather.BROKEN, Weather.LIMITED)
              .map(weather -> inAStorm(providers, weather))
              .toList();
      fires("AssayBreakersOpen", "AssayProviderThrottled");
      runs.forEach(ServicesTest::cancel);
    }
  }

  @Test
  @ExtendWith(WithPrometheus.class)
  void shouldTellOfWorkersThatAreFull() {
    quiet("AssayWorkersFull");

    // Given as many long calls as two workers hold
    ObjectNode slow = Api.object().put("latency", 60_000);
    List<String> runs =
        Stream.of("full", "fuller").map(name -> launch(name, 1_100, slow, 1_000)).toList();

    // Then
    fires("AssayWorkersFull");
    runs.forEach(ServicesTest::cancel);
    quiet("AssayWorkersFull");
  }

  private static String inAStorm(StormyProvider providers, Weather weather) {
    String name = "storm-" + weather.name().toLowerCase(Locale.ROOT);
    providers.set(name, weather);
    Api api = stack.api();
    api.importDataset(name, Items.lines(name, 400));
    api.ask(
        "PUT",
        "/v1/providers/" + name,
        Api.object().put("name", name).put("kind", "openai").put("base_url", providers.url(name)));
    ObjectNode launch = Items.launch(name, name, 24);
    launch.withObject("/policy").put("max_attempts", 5);
    return api.launch(launch);
  }

  private static void quiet(String... alerts) {
    await("no " + List.of(alerts))
        .atMost(Patience.LONG)
        .until(() -> prometheus().firing().stream().noneMatch(Set.of(alerts)::contains));
  }

  /** All of them at some time; one of two may be over before the other begins. */
  private static void fires(String... alerts) {
    for (String alert : alerts) {
      await(alert).atMost(Patience.LONG).until(() -> prometheus().firing().contains(alert));
    }
  }

  /** Does something while processes stand still. */
  private static void frozen(Meanwhile meanwhile, String... parts) throws SQLException {
    List<Stack.Part> stopped = Arrays.stream(parts).map(stack::part).toList();
    stopped.forEach(Stack.Part::freeze);
    try {
      meanwhile.run();
    } finally {
      stopped.forEach(Stack.Part::thaw);
    }
  }

  /** What is done. */
  private interface Meanwhile {
    void run() throws SQLException;
  }

  private static String launch(String name, int units, ObjectNode options, int concurrency) {
    Api api = stack.api();
    api.importDataset(name, Items.lines(name, units));
    api.simulatedOverHttp(name, stack.simulator(), options);
    return api.launch(Items.launch(name, name, concurrency));
  }

  private static void cancel(String run) {
    stack.api().ask("POST", "/v1/runs/" + run + "/cancel", Api.object());
    stack.api().awaitEnd(run);
  }
}
