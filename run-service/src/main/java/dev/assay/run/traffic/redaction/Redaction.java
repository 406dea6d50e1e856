package dev.assay.run.traffic.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.pattern.PatternWeight;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.traffic.reading.JsonPath;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes out of records what rules name. What is given to it stays as it is. */
public final class Redaction {
  /** Most rules of a workspace. */
  static final int MOST = 100;

  /** What is searched: names and ids are what records are found by, and stay. */
  private static final Set<String> CONTENT =
      Set.of("input", "response", "error", "metadata", "corrected", "notes");

  private final List<Found> patterns;
  private final List<Placed> paths;

  private record Found(Pattern pattern, String instead) {}

  private record Placed(JsonPath path, String instead) {}

  private Redaction(List<Found> patterns, List<Placed> paths) {
    this.patterns = patterns;
    this.paths = paths;
  }

  /**
   * Reads rules.
   *
   * @param checks hears of everything that is wrong with them
   */
  static Redaction of(List<Rule> rules, Checks checks) {
    List<Found> patterns = new ArrayList<>();
    List<Placed> paths = new ArrayList<>();
    if (rules.size() > MOST) {
      checks.violate("redact", "must be at most " + MOST + " rules.");
    }
    for (int i = 0; i < Math.min(rules.size(), MOST); i++) {
      read(rules.get(i), "redact[" + i + "]", checks, patterns, paths);
    }
    return new Redaction(patterns, paths);
  }

  private static void read(
      Rule rule, String field, Checks checks, List<Found> patterns, List<Placed> paths) {
    if (rule == null || (rule.pattern() == null) == (rule.path() == null)) {
      checks.violate(field, "must have a pattern or a path, and not both.");
    } else if (rule.pattern() != null) {
      Pattern pattern = pattern(rule.pattern(), field + ".pattern", checks);
      if (pattern != null) {
        patterns.add(new Found(pattern, rule.instead()));
      }
    } else {
      JsonPath path = JsonPath.of(rule.path());
      if (path == null || !CONTENT.contains(path.first())) {
        checks.violate(
            field + ".path",
            "must be names with dots, such as input.messages[*].name, and begin with input,"
                + " response, error, metadata, corrected or notes.");
      } else {
        paths.add(new Placed(path, rule.instead()));
      }
    }
  }

  private static Pattern pattern(String text, String field, Checks checks) {
    if (PatternWeight.isTooHeavy(text)) {
      checks.violate(ErrorCode.BAD_REGEX, field, PatternWeight.TOO_HEAVY + ".");
      return null;
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").matches()) {
        checks.violate(ErrorCode.BAD_REGEX, field, "finds the empty text, which is everywhere.");
        return null;
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      checks.violate(ErrorCode.BAD_REGEX, field, "is no RE2 expression: " + e.getMessage() + ".");
      return null;
    }
  }

  /** Whether nothing would be taken out of anything. */
  public boolean empty() {
    return patterns.isEmpty() && paths.isEmpty();
  }

  /**
   * A record without what the rules name.
   *
   * @param type of the record, whose fields paths begin with
   */
  public <T> T of(T record, Class<T> type) {
    return empty() ? record : Json.mapper().convertValue(tree(record), type);
  }

  /**
   * The same of what has no name that paths know: its texts without what patterns find.
   *
   * @param type of it
   */
  public <T> T texts(T value, Class<T> type) {
    return patterns.isEmpty()
        ? value
        : Json.mapper().convertValue(texts(Json.mapper().<JsonNode>valueToTree(value)), type);
  }

  /** A record as JSON. */
  JsonNode tree(Object record) {
    JsonNode tree = Json.mapper().valueToTree(record);
    paths.forEach(placed -> placed.path().replace(tree, placed.instead()));
    if (!patterns.isEmpty() && tree instanceof ObjectNode fields) {
      CONTENT.stream()
          .filter(fields::has)
          .forEach(field -> fields.set(field, texts(fields.get(field))));
    }
    return tree;
  }

  private JsonNode texts(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      String without = text(text);
      return without.equals(text) ? node : TextNode.valueOf(without);
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, texts(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
        Map.Entry<String, JsonNode> field = all.next();
        field.setValue(texts(field.getValue()));
      }
    }
    return node;
  }

  /** A text without what patterns find. */
  public String text(String text) {
    String at = text;
    for (Found found : patterns) {
      Matcher matcher = found.pattern().matcher(at);
      at =
          matcher.find()
              ? matcher.reset().replaceAll(Matcher.quoteReplacement(found.instead()))
              : at;
    }
    return at;
  }
}
