package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands {@code ${NAME}} and {@code ${NAME:-default}} in the strings of a tree. {@code $${NAME}}
 * stays {@code ${NAME}}. Names of fields are left alone, and so is what a variable brings in. A
 * variable is a text; in a field that holds a number or a truth value it is read as one.
 */
public final class Environment {
  private static final Pattern REFERENCE =
      Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private final Map<String, String> variables;
  private final Set<String> missing = new TreeSet<>();

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * A copy of the tree with its strings expanded.
   *
   * @throws UsageException that names every variable that is not set and has no default
   */
  public static ObjectNode expand(ObjectNode tree, Map<String, String> variables) {
    Environment environment = new Environment(variables);
    JsonNode expanded = environment.node(tree, "");
    if (!environment.missing.isEmpty()) {
      throw new UsageException(
          "The evaluation file uses environment variables that are not set: "
              + String.join(", ", environment.missing)
              + ". Set them, or give a default: ${NAME:-default}.");
    }
    return (ObjectNode) expanded;
  }

  private JsonNode node(JsonNode node, String path) {
    if (node.isTextual()) {
      String text = node.textValue();
      String expanded = text(text);
      // Only what a variable has brought in: what is in quotes in the file stays a text.
      return !expanded.equals(text) && MeasuredFields.holds(path)
          ? MeasuredFields.read(expanded)
          : TextNode.valueOf(expanded);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = Json.mapper().createArrayNode();
      array.forEach(element -> copy.add(node(element, path + "[]")));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.mapper().createObjectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(field.getKey(), node(field.getValue(), path + "." + field.getKey())));
      return copy;
    }
    return node;
  }

  private String text(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
  }

  private String replacement(MatchResult match) {
    if (!match.group(1).isEmpty()) {
      return match.group().substring(1);
    }
    String value = variables.get(match.group(2));
    if (value != null) {
      return value;
    }
    if (match.group(3) != null) {
      return match.group(3);
    }
    missing.add(match.group(2));
    return "";
  }
}
