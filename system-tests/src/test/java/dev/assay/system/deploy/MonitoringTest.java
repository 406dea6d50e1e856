package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and dashboards ask for what is counted, and each alert says what to do. */
class MonitoringTest {
  private static final Path ROOT = Path.of("..");

  /** Of Micrometer, of Prometheus itself, and of kube-state-metrics. */
  private static final Set<String> OTHERS =
      Set.of(
          "http_server_requests_seconds_count",
          "http_server_requests_seconds_sum",
          "jvm_memory_used_bytes",
          "process_cpu_usage",
          "kube_pod_status_ready");

  private static final Pattern WORD = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Set<String> LANGUAGE =
      Set.of(
          "sum", "max", "rate", "increase", "absent", "topk", "and", "label_values", "namespace");

  private final List<Map<String, Object>> documents = Overlays.of("overlays/all");

  @Test
  void shouldAskInRulesForWhatIsCounted() {
    // Given
    List<String> asked = rules().stream().map(rule -> rule.get("expr").toString()).toList();

    // Then
    assertThat(asked).hasSizeGreaterThan(8);
    assertThat(asked).allSatisfy(MonitoringTest::counted);
  }

  @Test
  void shouldAskInDashboardsForWhatIsCounted() {
    // Given
    Map<String, Object> boards =
        Yaml.map(Workloads.named(documents, "ConfigMap", "assay-dashboards"), "data");
    List<String> asked = new ArrayList<>();
    boards.forEach(
        (file, text) -> {
          Object board = Yaml.value(text.toString(), file);
          assertThat(file).isEqualTo(Yaml.string(board, "uid") + ".json");
          asked.add(Yaml.string(board, "templating.list.1.query"));
          for (Map<String, Object> panel : Yaml.maps(board, "panels")) {
            Yaml.maps(panel, "targets").forEach(target -> asked.add(Yaml.string(target, "expr")));
          }
        });

    // Then
    assertThat(boards).hasSize(4);
    assertThat(asked).hasSizeGreaterThan(30);
    assertThat(asked).allSatisfy(MonitoringTest::counted);
  }

  private static void counted(String expression) {
    Set<String> known = new TreeSet<>(Meters.names());
    known.addAll(OTHERS);
    assertThat(metrics(expression)).as(expression).isNotEmpty().isSubsetOf(known);
  }

  /** What is left of PromQL without labels, ranges, groupings and the words of the language. */
  static Set<String> metrics(String expression) {
    String bare =
        expression
            .replaceAll("\\{[^}]*}|\\[[^]]*]", " ")
            .replaceAll("\\b(by|on|ignoring|group_left)\\b\\s*(\\([^)]*\\))?", " ");
    Set<String> found = new TreeSet<>();
    Matcher words = WORD.matcher(bare);
    while (words.find()) {
      if (!LANGUAGE.contains(words.group())) {
        found.add(words.group());
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum by (a) (rate(assay_x_total{b=\"c\"}[5m])) > 0.1 | assay_x_total",
        "max(x) == 0 and on (namespace) sum(y) | x,y"
      })
  void shouldSeeMetricsInAnExpression(String expression, String metrics) {
    assertThat(metrics(expression)).containsExactly(metrics.split(","));
  }

  @Test
  void shouldKnowMetersByKind() {
    assertThat(Meters.names())
        .contains("assay_units_dispatched_total", "assay_worker_attempts_seconds_bucket")
        .contains("assay_intake_batch_max", "assay_workers_alive", "assay_account_throttled")
        .doesNotContain("assay_units_dispatched", "assay_workers_alive_total", "assay_workspace");
  }

  @Test
  void shouldSayOfEachAlertWhatToDo() {
    assertThat(rules())
        .allSatisfy(
            rule -> {
              String[] runbook = Yaml.string(rule, "annotations.runbook").split("#");
              assertThat(Yaml.string(rule, "annotations.summary")).endsWith(".");
              assertThat(runbook[1]).isEqualToIgnoringCase(rule.get("alert").toString());
              assertThat(Yaml.text(ROOT.resolve(runbook[0])))
                  .contains("\n### " + rule.get("alert") + "\n");
            });
  }

  @Test
  void shouldScrapeEveryService() {
    // Given
    Map<String, Object> monitor = Workloads.of(documents, "PodMonitor").get(0);
    Map<String, Object> labels = Yaml.map(monitor, "spec.selector.matchLabels");

    // Then
    assertThat(Yaml.string(monitor, "spec.podMetricsEndpoints.0.path")).isEqualTo("/q/metrics");
    assertThat(Workloads.of(documents, "Deployment"))
        .hasSize(3)
        .allSatisfy(
            deployment -> {
              assertThat(Yaml.map(deployment, "spec.template.metadata.labels"))
                  .containsAllEntriesOf(labels);
              assertThat(Yaml.maps(deployment, "spec.template.spec.containers.0.ports"))
                  .extracting(port -> port.get("name"))
                  .contains(Yaml.at(monitor, "spec.podMetricsEndpoints.0.port"));
            });
  }

  private List<Map<String, Object>> rules() {
    return Yaml.maps(Workloads.of(documents, "PrometheusRule").get(0), "spec.groups.0.rules");
  }
}
