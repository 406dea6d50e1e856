package dev.assay.cli.command.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Scorers as text. */
final class ScorerText {
  private static final String NONE = "-";
  private static final int WIDE = 300;

  private ScorerText() {}

  static Table table(List<JsonNode> scorers) {
    Table table = new Table(List.of("SCORER", "VERSION", "KIND", "CATEGORY", "RANGE", "NEEDS"));
    for (JsonNode scorer : scorers) {
      Table unused =
          table.row(
              List.of(
                  Plain.line(scorer.path("id").asText(), 60),
                  scorer.path("version").asText(),
                  kind(scorer),
                  Plain.line(text(scorer.path("category")), 30),
                  Plain.line(text(scorer.path("range")), 20),
                  needs(scorer)));
    }
    return table;
  }

  static List<String> lines(JsonNode scorer) {
    List<String> lines = new ArrayList<>();
    line(lines, "scorer", scorer.path("id").asText());
    line(lines, "version", scorer.path("version").asText());
    line(lines, "kind", kind(scorer));
    line(lines, "description", text(scorer.path("description")));
    line(lines, "category", text(scorer.path("category")));
    line(lines, "range", text(scorer.path("range")));
    line(lines, "better", scorer.path("lower_is_better").asBoolean() ? "lower" : "higher");
    line(lines, "needs", needs(scorer));
    JsonNode definition = scorer.path("definition");
    if (definition.isObject()) {
      line(lines, "threshold", text(definition.path("threshold")));
      definition
          .path("params")
          .properties()
          .forEach(p -> line(lines, "  " + p.getKey(), value(p.getValue())));
      return lines;
    }
    scorer
        .path("params")
        .path("properties")
        .properties()
        .forEach(
            p ->
                line(
                    lines,
                    "  " + Plain.line(p.getKey(), 40),
                    p.getValue().path("description").asText(p.getValue().path("type").asText())));
    return lines;
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-12s %s", name, Plain.line(value, WIDE)));
  }

  private static String kind(JsonNode scorer) {
    return scorer.path("custom").asBoolean()
        ? "custom " + Plain.line(scorer.path("definition").path("kind").asText(), 20)
        : "built in";
  }

  private static String needs(JsonNode scorer) {
    String needs =
        StreamSupport.stream(scorer.path("needs").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    return needs.isEmpty() ? NONE : Plain.line(needs, 60);
  }

  private static String value(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : NONE;
  }
}
