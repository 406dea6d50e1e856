package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/**
 * The fields of an evaluation file that hold numbers or truth values, so that {@code concurrency:
 * ${CONCURRENCY}} works: the server takes no text for a number. All others are left as texts, for a
 * model may be called {@code 4}, and a commit {@code 1234567}.
 */
final class MeasuredFields {
  private static final Pattern FIELDS =
      Pattern.compile(
          "\\.(repeats|concurrency|seed)"
              + "|\\.(budget|policy|fail_fast|early_stop)\\.[a-z_]+"
              + "|\\.dataset\\.(version|limit|skip_bad_lines)"
              + "|\\.judge\\.concurrency"
              + "|\\.(target|targets\\[])\\.(stream|push)"
              + "|\\.star_metric\\.threshold"
              + "|\\.scorers\\[]\\.(threshold|weight|judge\\.concurrency)"
              + "|\\.gate(\\.criteria)?\\[]\\.(min|max|threshold|confidence)"
              + "|\\.providers(\\[]|\\.[^.]+)\\.(limits|timeouts|retry)\\.[a-z_]+"
              + "|\\.providers(\\[]|\\.[^.]+)\\.models\\..+\\.(price_[a-z_]+|context)");

  private MeasuredFields() {}

  /**
   * Whether a field is one of them.
   *
   * @param path from the root, such as {@code .gate[].min}
   */
  static boolean holds(String path) {
    return FIELDS.matcher(path).matches();
  }

  /**
   * What a text says when it is a number or a truth value; else the text, for the server to see.
   */
  static JsonNode read(String text) {
    try {
      JsonNode value = text.isBlank() ? TextNode.valueOf(text) : Yaml.read(text);
      return value.isNumber() || value.isBoolean() ? value : TextNode.valueOf(text);
    } catch (Yaml.BadYamlException e) {
      return TextNode.valueOf(text);
    }
  }
}
