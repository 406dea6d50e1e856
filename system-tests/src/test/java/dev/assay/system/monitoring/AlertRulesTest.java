package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Yaml;
import dev.assay.system.harness.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each alert fires by the series that should make it fire, after its time, and by no other. */
@ExtendWith(WithPrometheus.class)
class AlertRulesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "alerts", "alerts.yaml");

  private final Map<String, Object> cases = Yaml.documents(CASES).get(0);

  @Test
  void shouldBeRulesThatPrometheusTakes() {
    // When
    Programs.Result checked =
        Programs.run(
            Map.of(),
            Prometheus.promtool(),
            "check",
            "rules",
            "--lint-fatal",
            Rules.asTheyAre().toString());

    // Then
    assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.out()).contains(Rules.all().size() + " rules found");
  }

  @Test
  void shouldFireWhenTheyShouldAndNotElse() {
    // When
    Programs.Result tested = test(cases);

    // Then
    assertThat(tested.code()).as(tested.out() + tested.err()).isZero();
  }

  @Test
  void shouldHaveBothCasesOfEachAlert() {
    // Given
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Map<String, Object> test : Yaml.maps(cases, "tests")) {
      for (Map<String, Object> expected : Yaml.maps(test, "alert_rule_test")) {
        boolean fires = !Yaml.maps(expected, "exp_alerts").isEmpty();
        (fires ? firing : silent).add(expected.get("alertname").toString());
      }
    }

    // Then
    assertThat(firing).containsExactlyInAnyOrderElementsOf(Rules.names());
    assertThat(silent).containsExactlyInAnyOrderElementsOf(Rules.names());
  }

  @Test
  void shouldFailWhenAnAlertIsMissed() {
    // Given the series of the second case, in which no worker is alive, with one that is
    Map<String, Object> changed = new LinkedHashMap<>(cases);
    List<Map<String, Object>> tests = new ArrayList<>(Yaml.maps(cases, "tests"));
    Map<String, Object> other = new LinkedHashMap<>(tests.get(1));
    other.put(
        "input_series",
        List.of(
            Map.of("series", "assay_workers_alive{namespace=\"assay\"}", "values", "1x10"),
            Map.of("series", "assay_backlog_runs{namespace=\"assay\"}", "values", "1x10")));
    tests.set(1, other);
    changed.put("tests", tests);

    // When
    Programs.Result tested = test(changed);

    // Then
    assertThat(tested.code()).isNotZero();
    assertThat(tested.out() + tested.err()).contains("AssayNoWorkers");
  }

  /** With the labels and annotations that a rule gives its alert, which the cases leave out. */
  private static Programs.Result test(Map<String, Object> cases) {
    for (Map<String, Object> test : Yaml.maps(cases, "tests")) {
      for (Map<String, Object> expected : Yaml.maps(test, "alert_rule_test")) {
        Map<String, Object> rule =
            Rules.all().stream()
                .filter(one -> one.get("alert").equals(expected.get("alertname")))
                .findFirst()
                .orElseThrow();
        for (Map<String, Object> alert : Yaml.maps(expected, "exp_alerts")) {
          Map<String, Object> labels = new LinkedHashMap<>(Yaml.map(alert, "exp_labels"));
          labels.putAll(Yaml.map(rule, "labels"));
          alert.put("exp_labels", labels);
          alert.put("exp_annotations", rule.get("annotations"));
        }
      }
    }
    // Beside the rules that it names.
    Rules.asTheyAre();
    Path file = Rules.write("cases-" + ProcessHandle.current().pid() + ".yaml", cases);
    return Programs.run(Map.of(), Prometheus.promtool(), "test", "rules", file.toString());
  }
}
