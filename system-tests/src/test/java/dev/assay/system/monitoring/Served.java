package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.harness.Api;
import dev.assay.system.harness.Stack;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the services of a stack serve.
 *
 * @param names of all metrics
 * @param labels those of metrics of ours
 */
record Served(Set<String> names, Set<String> labels) {
  /** None of them grows with what users do, but for workspaces and the providers in them. */
  static final Set<String> LABELS =
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

  /** Now, by all processes of a stack. */
  static Served by(Stack stack) {
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
}
