package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.StormyProvider;
import dev.assay.system.harness.StormyProvider.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A provider that fails for a while, in several ways at once, each with a provider of its own; and
 * three workers that share the requests a minute of one account. {@code -Dassay.storms=full} makes
 * storms of 30 s and looks at five minutes of the shared account.
 */
class StormsTest {
  private static final boolean FULL = "full".equals(System.getProperty("assay.storms"));
  private static final Duration STORM = Duration.ofSeconds(FULL ? 30 : 10);
  private static final Duration PACED = Duration.ofSeconds(FULL ? 300 : 75);
  private static final Duration BACK = Duration.ofSeconds(20);

  /**
   * What is promised, and is measured where nothing else runs; a busy machine shows that it works.
   */
  private static final double USED = FULL ? 0.95 : 0.6;

  private static final double BACK_TO = FULL ? 0.9 : 0.5;
  private static final int ITEMS = FULL ? 4_000 : 1_200;
  private static final int CONCURRENCY = 24;
  private static final int RPM = 600;
  private static final int PACED_ITEMS = (int) (RPM * (PACED.toSeconds() + 120) / 60);

  /** What the provider of a name does meanwhile. */
  private static final Map<String, Weather> STORMS =
      new TreeMap<>(
          Map.of(
              "limited", Weather.LIMITED,
              "broken", Weather.BROKEN,
              "overloaded", Weather.OVERLOADED,
              "stalled", Weather.STALLED));

  private static Stack stack;
  private static String paced;

  @BeforeAll
  static void start() {
    stack = Stack.start("storms", 3);
    paced = launchPaced();
  }

  /** It takes long, and so it runs beside everything else. */
  private static String launchPaced() {
    Api api = stack.api();
    api.importDataset("paced", Items.lines("paced", PACED_ITEMS));
    ObjectNode provider = Api.object().put("name", "paced").put("kind", "openai");
    provider.put("base_url", stack.simulator().url() + "/v1");
    provider.putObject("headers").put("x-assay-sim", "{\"latency\":100}");
    provider.putObject("limits").put("rpm", RPM);
    api.ask("PUT", "/v1/providers/paced", provider);
    return api.launch(Items.launch("paced", "paced", 60));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void shouldComeThroughStormsWithNothingLost() {
    try (StormyProvider providers = new StormyProvider()) {
      // Given a run under each of the storms to come
      Map<String, String> runs = new TreeMap<>();
      STORMS.keySet().forEach(name -> runs.put(name, launch(name, providers.url(name))));
      for (String run : runs.values()) {
        await("work").atMost(Patience.LONG).until(() -> stack.database().settled(run) > ITEMS / 4);
      }

      // When all storms break out at once, and pass
      Instant begin = Instant.now();
      STORMS.forEach(providers::set);
      Instant end = begin.plus(STORM);
      await("the end of the storms")
          .pollInterval(Duration.ofMillis(100))
          .atMost(STORM.plus(BACK))
          .until(() -> Instant.now().isAfter(end));
      STORMS.keySet().forEach(name -> providers.set(name, Weather.FAIR));
      Instant healthy = Instant.now();

      // Then every unit ends with an answer
      for (Map.Entry<String, String> run : runs.entrySet()) {
        JsonNode ended = stack.api().awaitEnd(run.getValue());
        assertThat(ended.path("counts").path("error").asInt()).as(run.getKey()).isZero();
        assertThat(ended.path("status").asText()).as(run.getKey()).isEqualTo("successful");
        Invariants.check(stack.database(), run.getValue());
      }
      // And each provider was spared meanwhile, and used again soon afterwards
      for (String name : STORMS.keySet()) {
        List<Instant> asked = providers.asked(name);
        double before = rate(asked, begin.minusSeconds(3), begin);
        double during = rate(asked, begin.plus(STORM.dividedBy(2)), end);
        double after = best(asked, healthy, healthy.plus(BACK));
        System.out.printf(
            "storm %s: calls/s before=%.1f during=%.1f after=%.1f; %d calls for %d units%n",
            name, before, during, after, asked.size(), ITEMS);
        assertThat(during).as("calls/s in storm %s", name).isLessThan(before / 2);
        assertThat(after).as("calls/s after storm %s", name).isGreaterThan(BACK_TO * before);
      }
    }
  }

  private static String launch(String name, String url) {
    Api api = stack.api();
    api.importDataset(name, Items.lines(name, ITEMS));
    api.ask(
        "PUT",
        "/v1/providers/" + name,
        Api.object().put("name", name).put("kind", "openai").put("base_url", url));
    ObjectNode launch = Items.launch(name, name, CONCURRENCY);
    launch.withObject("/target").put("stream", name.equals("overloaded"));
    launch.withObject("/policy").put("idle_timeout_ms", 1_500).put("max_attempts", 5);
    return api.launch(launch);
  }

  @Test
  void shouldKeepTheRequestsOfAMinuteOverThreeWorkers() {
    // Given an account of its own limit, and more work than it allows, since the beginning
    Api api = stack.api();
    Set<String> keys = new HashSet<>();
    for (int i = 1; i <= PACED_ITEMS; i++) {
      keys.add(Simulator.promptKey(Items.input("paced", i)));
    }
    await("first call").atMost(Patience.LONG).until(() -> !calls(keys).isEmpty());
    Instant first = calls(keys).get(0).startedAt();
    await("enough of it")
        .atMost(PACED.plus(Patience.LONG))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Instant.now().isAfter(first.plus(PACED)));
    JsonNode limits = api.ask("GET", "/v1/providers/paced/limits", null);
    api.ask("POST", "/v1/runs/" + paced + "/cancel", Api.object());
    List<Instant> starts = calls(keys).stream().map(Simulator.Call::startedAt).toList();

    // Then no minute has more than allowed, and of the time all workers knew of it most is used
    int most = 0;
    int from = 0;
    for (int to = 0; to < starts.size(); to++) {
      while (!starts.get(to).isBefore(starts.get(from).plusSeconds(60))) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    Instant steady = first.plusSeconds(10);
    double used = rate(starts, steady, first.plus(PACED)) * 60 / RPM;
    System.out.printf(
        "rpm: limit=%d most in a minute=%d used=%.3f by %d workers%n",
        RPM, most, used, limits.path("workers").size());
    assertThat(most).isLessThanOrEqualTo(RPM);
    assertThat(used).isGreaterThanOrEqualTo(USED);
    assertThat(limits.path("workers").size()).isEqualTo(3);
    assertThat(limits.path("now").path("rpm").asDouble()).isEqualTo(RPM);
    assertThat(limits.path("history").size()).isGreaterThan(10);
  }

  private static List<Simulator.Call> calls(Set<String> prompts) {
    return stack.simulator().log().stream().filter(c -> prompts.contains(c.prompt())).toList();
  }

  private static double rate(List<Instant> starts, Instant from, Instant to) {
    long count = starts.stream().filter(s -> !s.isBefore(from) && s.isBefore(to)).count();
    return count * 1000.0 / Duration.between(from, to).toMillis();
  }

  /** The best three seconds in a row. */
  private static double best(List<Instant> starts, Instant from, Instant to) {
    double best = 0;
    for (Instant at = from; at.isBefore(to); at = at.plusMillis(500)) {
      best = Math.max(best, rate(starts, at, at.plusSeconds(3)));
    }
    return best;
  }
}
