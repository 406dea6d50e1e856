package dev.assay.run.traffic.themes.naming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.asking.WrittenJson;
import dev.assay.run.traffic.themes.naming.GivenNames.Given;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be taken for a name of what a model replied. A note may have talked it into anything: a
 * name is a few words on one line, shows what it is, and leads nowhere. What is none is left out,
 * and why is said; nothing is cut or mended.
 */
final class NameRules {
  /** At most so many characters. */
  static final int LONGEST = 60;

  private static final Pattern ADDRESS = Pattern.compile("(?i)://|\\bwww\\.|\\bmailto:");

  private NameRules() {}

  /**
   * The names of themes.
   *
   * @param reply of the model
   * @param themes the terms of each, in the order in which the model was shown them
   * @throws ProblemException with a sentence when it is no list of names at all
   */
  static GivenNames read(JsonNode reply, List<List<String>> themes) {
    Map<Integer, JsonNode> replied = replied(reply);
    Set<String> taken = new HashSet<>();
    List<Given> names = new ArrayList<>();
    for (int i = 0; i < themes.size(); i++) {
      names.add(given(themes.get(i), replied.get(i + 1), taken));
    }
    return new GivenNames(names);
  }

  /** By the number of the group; of two for one the first counts. */
  private static Map<Integer, JsonNode> replied(JsonNode reply) {
    JsonNode written = WrittenJson.read(reply);
    JsonNode list = written == null ? null : written.isArray() ? written : written.get("names");
    if (list == null || !list.isArray()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The model's reply is no list of names: the themes keep their words.");
    }
    Map<Integer, JsonNode> replied = new HashMap<>();
    for (JsonNode one : list) {
      if (one.path("group").isInt()) {
        replied.putIfAbsent(one.get("group").intValue(), one.path("name"));
      }
    }
    return replied;
  }

  private static Given given(List<String> terms, JsonNode replied, Set<String> taken) {
    if (replied == null || replied.isNull() || replied.isMissingNode()) {
      return new Given(terms, null, "The model gave no name.");
    }
    String name =
        replied.isTextual()
            ? Normalizer.normalize(replied.textValue(), Normalizer.Form.NFC).strip()
            : null;
    String wrong = name == null ? "is no text" : wrong(name);
    if (wrong == null && !taken.add(name.toLowerCase(Locale.ROOT))) {
      wrong = "is that of another theme";
    }
    return wrong == null
        ? new Given(terms, name, null)
        : new Given(terms, null, "The model's name " + wrong + ".");
  }

  /** The end of a sentence; null for a name that can be taken. */
  private static String wrong(String name) {
    if (name.codePoints().noneMatch(Character::isLetter)) {
      return "has no letter in it";
    }
    if (name.lines().count() > 1) {
      return "has more than one line";
    }
    if (name.codePoints().anyMatch(NameRules::hides)) {
      return "has characters in it that cannot be seen";
    }
    if (name.codePointCount(0, name.length()) > LONGEST) {
      return "is longer than " + LONGEST + " characters";
    }
    return ADDRESS.matcher(name).find() ? "has an address in it" : null;
  }

  /** What moves, hides or turns round the text beside it, or is no character. */
  private static boolean hides(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
