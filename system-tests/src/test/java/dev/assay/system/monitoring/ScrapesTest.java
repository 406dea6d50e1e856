package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What services serve in the middle of a run: everything that rules and dashboards ask for. */
@ExtendWith(SharedStack.class)
class ScrapesTest {
  private static final int UNITS = 1_000;
  private static final Duration SOON = Duration.ofSeconds(90);

  /** Of kube-state-metrics. */
  private static final String NOT_OURS = "kube_pod_status_ready";

  /** None of them grows with what users do, but for workspaces and the providers in them. */
  private static final Set<String> LABELS =
      Set.of(
          "le",
          "outcome",
          "provider",
          "queue",
          "reason",
          "scorer",
          "status",
          "step",
          "to",
          "workspace");

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");

  /**
   * What is served, by name.
   *
   * @param labels those of metrics of ours
   */
  private record Served(Set<String> names, Set<String> labels) {}

  @Test
  void shouldServeEveryMetricThatIsAskedFor(Stack stack) {
    // Given
    Set<String> asked = new TreeSet<>();
    Expressions.ofRules().forEach(one -> asked.addAll(Expressions.metrics(one)));
    Expressions.ofDashboards().forEach(one -> asked.addAll(Expressions.metrics(one)));
    asked.remove(NOT_OURS);
    assertThat(asked).hasSizeGreaterThan(30);
    String run = underWay(stack, "scraped");

    // Then
    await("every metric")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(served(stack).names()).containsAll(asked));
    assertThat(served(stack).labels()).contains("provider", "step").isSubsetOf(LABELS);
    cancel(stack, run);
  }

  private static Served served(Stack stack) {
    Served served = new Served(new TreeSet<>(), new TreeSet<>());
    assertThat(stack.metrics()).hasSize(4);
    for (String address : stack.metrics().values()) {
      String text = new Api("http://" + address, "none").send("GET", "/q/metrics", null).text();
      Matcher sample = SAMPLE.matcher(text);
      while (sample.find()) {
        served.names().add(sample.group(1));
        if (sample.group(1).startsWith("assay_") && sample.group(2) != null) {
          Matcher label = LABEL.matcher(sample.group(2));
          while (label.find()) {
            served.labels().add(label.group(1));
          }
        }
      }
    }
    return served;
  }

  @Test
  @ExtendWith(WithPrometheus.class)
  void shouldShowSomethingInEveryPanel(Stack stack) {
    // Given
    List<String> expressions = Expressions.ofDashboards();
    assertThat(expressions).hasSizeGreaterThan(30);
    try (Prometheus prometheus = Prometheus.watching(stack, Rules.asTheyAre())) {
      String run = underWay(stack, "shown");

      // Then
      await("something in every panel")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(expressions)
                      .allSatisfy(one -> assertThat(prometheus.query(one)).as(one).isNotEmpty()));
      cancel(stack, run);
    }
  }

  /** A run of which some is done, and more waits. */
  private static String underWay(Stack stack, String name) {
    Api api = stack.api();
    api.importDataset(name, Items.lines(name, UNITS));
    api.simulatedOverHttp(name, stack.simulator(), Api.object().put("latency", 1_000));
    String run = api.launch(Items.launch(name, name, 4));
    await("the first answers").atMost(SOON).until(() -> stack.database().settled(run) > 4);
    return run;
  }

  private static void cancel(Stack stack, String run) {
    stack.api().ask("POST", "/v1/runs/" + run + "/cancel", Api.object());
    stack.api().awaitEnd(run, SOON);
  }
}
