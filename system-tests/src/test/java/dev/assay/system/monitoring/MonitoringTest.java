package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is built finds every service, and each alert says what to do. */
@ExtendWith(WithTools.class)
class MonitoringTest {
  private static final Path ROOT = Path.of("..");

  private final List<Map<String, Object>> documents = Overlays.of("overlays/all");

  @Test
  void shouldBuildTheRulesAndDashboardsThatAreTested() {
    // Given
    Map<String, Object> boards =
        Yaml.map(Workloads.named(documents, "ConfigMap", "assay-dashboards"), "data");

    // Then
    assertThat(Yaml.maps(Workloads.of(documents, "PrometheusRule").get(0), "spec.groups.0.rules"))
        .isEqualTo(Rules.all());
    assertThat(boards).hasSize(4).containsOnlyKeys(Rules.dashboards().keySet());
    boards.forEach(
        (file, text) -> {
          Object board = Yaml.value(text.toString(), file);
          assertThat(board).isEqualTo(Rules.dashboards().get(file));
          assertThat(file).isEqualTo(Yaml.string(board, "uid") + ".json");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum by (a) (rate(assay_x_total{b=\"c\"}[5m])) > 0.1 | assay_x_total",
        "max(x) == 0 and on (namespace) sum(y) | x,y"
      })
  void shouldSeeMetricsInAnExpression(String expression, String metrics) {
    assertThat(Expressions.metrics(expression)).containsExactly(metrics.split(","));
  }

  @Test
  void shouldSayOfEachAlertWhatToDo() {
    assertThat(Rules.all())
        .allSatisfy(
            rule -> {
              String[] runbook = Yaml.string(rule, "annotations.runbook").split("#");
              assertThat(Yaml.string(rule, "annotations.summary")).endsWith(".");
              assertThat(runbook[0]).isEqualTo("docs/operations.md");
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
}
