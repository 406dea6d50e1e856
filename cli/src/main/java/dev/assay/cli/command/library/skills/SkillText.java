package dev.assay.cli.command.library.skills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import dev.assay.cli.render.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Skills as text. */
final class SkillText {
  private static final String NONE = "-";
  private static final int WIDE = 300;

  private SkillText() {}

  static Table table(List<JsonNode> skills) {
    Table table = new Table(List.of("SKILL", "VERSION", "MODEL", "SCHEMA", "SAVED", "DESCRIPTION"));
    long now = System.currentTimeMillis();
    for (JsonNode skill : skills) {
      JsonNode definition = skill.path("definition");
      Table unused =
          table.row(
              List.of(
                  Plain.line(skill.path("name").asText(), 60),
                  skill.path("version").asText(),
                  Plain.line(model(definition), 40),
                  definition.path("output_schema").isObject() ? "yes" : NONE,
                  Times.ago(Times.millis(skill.path("created_at")), now),
                  Plain.line(text(definition.path("description")), 60)));
    }
    return table;
  }

  static List<String> lines(JsonNode skill) {
    List<String> lines = new ArrayList<>();
    JsonNode definition = skill.path("definition");
    line(lines, "skill", skill.path("name").asText());
    line(lines, "version", skill.path("version").asText());
    line(lines, "state", text(skill.path("state")));
    line(lines, "description", text(definition.path("description")));
    line(lines, "model", model(definition));
    definition
        .path("model")
        .path("params")
        .properties()
        .forEach(p -> line(lines, "  " + p.getKey(), p.getValue().toString()));
    block(lines, "system", definition.path("prompt").path("system"));
    block(lines, "user", definition.path("prompt").path("user"));
    line(lines, "schema", definition.path("output_schema").isObject() ? "" : NONE);
    if (definition.path("output_schema").isObject()) {
      indented(lines, definition.get("output_schema").toPrettyString());
    }
    JsonNode from = definition.path("provenance");
    if (from.isObject()) {
      line(
          lines,
          "made from",
          "version "
              + from.path("from_version").asText()
              + (from.hasNonNull("run_id") ? ", run " + from.get("run_id").asText() : ""));
    }
    return lines;
  }

  private static String model(JsonNode definition) {
    JsonNode model = definition.path("model");
    String provider = model.path("provider").asText("");
    String name = model.path("model").asText("");
    return provider.isEmpty() && name.isEmpty()
        ? NONE
        : provider + (provider.isEmpty() || name.isEmpty() ? "" : ":") + name;
  }

  private static void block(List<String> lines, String name, JsonNode text) {
    if (text.isTextual()) {
      line(lines, name, "");
      indented(lines, text.asText());
    }
  }

  private static void indented(List<String> lines, String text) {
    text.lines().forEach(line -> lines.add("  " + Plain.line(line, WIDE)));
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add(
        String.format(Locale.ROOT, "%-12s %s", Plain.line(name, 40), Plain.line(value, WIDE))
            .stripTrailing());
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : NONE;
  }
}
