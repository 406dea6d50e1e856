package dev.assay.system.monitoring;

import dev.assay.system.deploy.built.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What rules and dashboards ask Prometheus for. */
final class Expressions {
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Set<String> LANGUAGE =
      Set.of(
          "sum", "max", "rate", "increase", "absent", "topk", "and", "label_values", "namespace");

  private Expressions() {}

  /** Of the alerts. */
  static List<String> ofRules() {
    return Rules.all().stream().map(rule -> rule.get("expr").toString()).toList();
  }

  /** Of the panels of all dashboards, with their variables filled as Grafana does. */
  static List<String> ofDashboards() {
    List<String> asked = new ArrayList<>();
    for (Map<String, Object> board : Rules.dashboards().values()) {
      for (Map<String, Object> panel : Yaml.maps(board, "panels")) {
        Yaml.maps(panel, "targets").forEach(target -> asked.add(filled(target)));
      }
    }
    return asked;
  }

  private static String filled(Map<String, Object> target) {
    return Yaml.string(target, "expr")
        .replace("$namespace", "assay")
        .replace("$__rate_interval", "1m");
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
}
