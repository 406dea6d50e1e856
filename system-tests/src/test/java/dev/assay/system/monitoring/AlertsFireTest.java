package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Queues;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.StormyProvider;
import dev.assay.system.harness.StormyProvider.Weather;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What each alert warns of is made to happen in running services, and a real Prometheus that
 * scrapes them raises it. How long it has to last is left out here; that is in AlertRulesTest.
 */
@ExtendWith({WithPrometheus.class, SharedStack.class})
class AlertsFireTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of scores that scoring-service does not make within this time, tasks are sent again. */
  private static final Duration UNSCORED = Duration.ofSeconds(60);

  private static final String[] WORKERS = {"worker-service", "worker-service-2"};

  /**
   * What cannot happen here in a time that a test may take: a worker gives a reply up after ten
   * minutes. UnreportedTest of worker-service has these pass, and AlertRulesTest what follows.
   */
  private static final List<String> ELSEWHERE = List.of("AssayRepliesDropped");

  @Test
  void shouldCauseEveryAlert() {
    assertThat(
            Stream.concat(
                Arrays.stream(AlertsFireTest.class.getDeclaredMethods())
                    .map(method -> method.getAnnotation(Fires.class))
                    .filter(Objects::nonNull)
                    .map(Fires::value),
                ELSEWHERE.stream()))
        .containsExactlyInAnyOrderElementsOf(Rules.names());
  }

  @Test
  @Fires("AssayNoRunService")
  void shouldMissRunService(Stack stack) throws SQLException {
    try (Prometheus prometheus = watching(stack)) {
      frozen(stack, () -> fires(prometheus, "AssayNoRunService"), "run-service");
    }
    ready(stack);
  }

  @Test
  @Fires("AssayNoWorkers")
  void shouldMissWorkersWhenRunsWait(Stack stack) throws SQLException {
    List<String> runs = new ArrayList<>();
    try (Prometheus prometheus = watching(stack)) {
      frozen(
          stack,
          () -> {
            String run = launch(stack, "unattended", 10, Api.object(), 4);
            fires(prometheus, "AssayNoWorkers");
            runs.add(run);
          },
          WORKERS);
      // Then its end shows that both are back
      stack.api().awaitEnd(runs.get(0), PATIENCE);
      await("no alert").atMost(PATIENCE).until(() -> prometheus.firing().isEmpty());
    }
  }

  @Test
  @Fires("AssayNotReady")
  void shouldTellThatRunServiceIsNotReady(Stack stack) throws SQLException {
    try (Readiness readiness = new Readiness(stack);
        Prometheus prometheus = watching(stack, readiness.address())) {
      frozen(stack, () -> fires(prometheus, "AssayNotReady"), "broker");
    }
    ready(stack);
  }

  @Test
  @Fires("AssayServerErrors")
  void shouldTellOfErrorsOfTheServer(Stack stack) throws SQLException {
    try (Prometheus prometheus = watching(stack);
        Connection held = stack.database().hold("lock table datasets in access exclusive mode")) {
      assertThat(held.isClosed()).isFalse();
      await("AssayServerErrors")
          .atMost(PATIENCE)
          .until(
              () -> {
                // As many as hold all connections for requests, and some that get none.
                List<CompletableFuture<Integer>> asked =
                    IntStream.range(0, 16)
                        .mapToObj(
                            i ->
                                CompletableFuture.supplyAsync(
                                    () -> stack.api().send("GET", "/v1/datasets", null).status(),
                                    task -> new Thread(task, "asks").start()))
                        .toList();
                asked.forEach(CompletableFuture::join);
                return prometheus.firing();
              },
              firing -> firing.contains("AssayServerErrors"));
    }
    assertThat(stack.api().send("GET", "/v1/datasets", null).status()).isEqualTo(200);
  }

  @Test
  @Fires("AssayDispatchStalled")
  void shouldTellOfARunThatSomebodyHolds(Stack stack) throws SQLException {
    try (Prometheus prometheus = watching(stack)) {
      // Given a run of which nothing is handed out yet
      List<Connection> held = new ArrayList<>();
      List<String> runs = new ArrayList<>();
      frozen(
          stack,
          () -> {
            await("no worker")
                .atMost(PATIENCE)
                .until(() -> !prometheus.query("max(assay_workers_alive) == 0").isEmpty());
            runs.add(launch(stack, "held", 20, Api.object(), 4));
            held.add(
                stack
                    .database()
                    .hold(
                        "select id from runs where id = '%s'::uuid for update"
                            .formatted(runs.get(0))));
          },
          WORKERS);

      // When there are workers again, and somebody has its row
      try (Connection open = held.get(0)) {
        assertThat(open.isClosed()).isFalse();
        fires(prometheus, "AssayDispatchStalled");
      }

      // Then it goes on afterwards
      stack.api().awaitEnd(runs.get(0), PATIENCE);
    }
  }

  @Test
  @Fires("AssayDeadLetters")
  void shouldTellOfMessagesThatWereGivenUp(Stack stack) {
    try (Prometheus prometheus = watching(stack);
        Queues queues = stack.queues()) {
      queues.litter("assay.calls", "nothing that a worker reads");
      fires(prometheus, "AssayDeadLetters");
    }
  }

  @Test
  @Fires("AssayMessagesLate")
  void shouldTellOfScoresThatDoNotCome(Stack stack) throws SQLException {
    try (Prometheus prometheus = watching(stack)) {
      String run = launch(stack, "unscored", 2_000, Api.object().put("latency", 500), 64);
      frozen(
          stack,
          () ->
              await("AssayMessagesLate")
                  .atMost(UNSCORED.plus(PATIENCE))
                  .until(() -> prometheus.firing().contains("AssayMessagesLate")),
          "scoring-service");
      stack.api().awaitEnd(run, PATIENCE);
    }
  }

  @Test
  @Fires("AssayBreakersOpen")
  void shouldTellOfAProviderThatIsBroken(Stack stack) {
    inAStorm(stack, Weather.BROKEN, "AssayBreakersOpen");
  }

  @Test
  @Fires("AssayProviderThrottled")
  void shouldTellOfAProviderThatLimits(Stack stack) {
    inAStorm(stack, Weather.LIMITED, "AssayProviderThrottled");
  }

  @Test
  @Fires("AssayWorkersFull")
  void shouldTellOfWorkersThatAreFull(Stack stack) {
    try (Prometheus prometheus = watching(stack)) {
      // Given as many long calls as two workers hold
      ObjectNode slow = Api.object().put("latency", 60_000);
      List<String> runs =
          List.of("full", "fuller").stream()
              .map(name -> launch(stack, name, 1_100, slow, 1_000))
              .toList();

      // Then
      fires(prometheus, "AssayWorkersFull");
      runs.forEach(run -> cancel(stack, run));
    }
  }

  private static void inAStorm(Stack stack, Weather weather, String alert) {
    try (StormyProvider providers = new StormyProvider();
        Prometheus prometheus = watching(stack)) {
      String name = "storm-" + weather.name().toLowerCase(Locale.ROOT);
      providers.set(name, weather);
      stack.api().importDataset(name, Items.lines(name, 400));
      stack
          .api()
          .ask(
              "PUT",
              "/v1/providers/" + name,
              Api.object()
                  .put("name", name)
                  .put("kind", "openai")
                  .put("base_url", providers.url(name)));
      ObjectNode launch = Items.launch(name, name, 24);
      launch.withObject("/policy").put("max_attempts", 5);
      String run = stack.api().launch(launch);
      fires(prometheus, alert);
      cancel(stack, run);
    }
  }

  /** With no alert that fires before anything was done. */
  private static Prometheus watching(Stack stack, String... others) {
    Prometheus prometheus = Prometheus.watching(stack, Rules.atOnce(), others);
    await("quiet").atMost(PATIENCE).until(() -> prometheus.firing().isEmpty());
    return prometheus;
  }

  private static void fires(Prometheus prometheus, String alert) {
    await(alert).atMost(PATIENCE).until(() -> prometheus.firing().contains(alert));
  }

  /** Does something while processes stand still. */
  private static void frozen(Stack stack, Meanwhile meanwhile, String... parts)
      throws SQLException {
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

  private static void ready(Stack stack) {
    await("readiness")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> stack.api().send("GET", "/q/health/ready", null).status() == 200);
  }

  private static String launch(
      Stack stack, String name, int units, ObjectNode options, int concurrency) {
    Api api = stack.api();
    api.importDataset(name, Items.lines(name, units));
    api.simulatedOverHttp(name, stack.simulator(), options);
    return api.launch(Items.launch(name, name, concurrency));
  }

  private static void cancel(Stack stack, String run) {
    stack.api().ask("POST", "/v1/runs/" + run + "/cancel", Api.object());
    stack.api().awaitEnd(run, PATIENCE);
  }
}
