package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.simulator.seed.SimRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a right answer into one that is wrong in the way answers are. Never returns its input. */
final class Perturb {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");
  private static final Pattern LETTER = Pattern.compile("[A-Z]");
  private static final Map<String, String> OPPOSITES =
      Map.of("yes", "no", "no", "yes", "true", "false", "false", "true");

  private Perturb() {}

  static String text(String text, SimRandom random) {
    String trimmed = text.strip();
    String opposite = OPPOSITES.get(trimmed.toLowerCase(Locale.ROOT));
    if (opposite != null) {
      return Character.isUpperCase(trimmed.charAt(0))
          ? Character.toUpperCase(opposite.charAt(0)) + opposite.substring(1)
          : opposite;
    }
    if (LETTER.matcher(trimmed).matches()) {
      // A choice: another of A to E.
      char other = (char) ('A' + random.below(5));
      return String.valueOf(
          other == trimmed.charAt(0) ? (char) ('A' + (other - 'A' + 1) % 5) : other);
    }
    String numbers = lastNumber(text, random);
    return numbers != null ? numbers : words(text, random);
  }

  static JsonNode json(JsonNode value, SimRandom random) {
    if (value instanceof ObjectNode object && !object.isEmpty()) {
      ObjectNode copy = object.deepCopy();
      List<String> names = new ArrayList<>();
      copy.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.below(names.size()));
      copy.set(name, json(copy.get(name), random));
      return copy;
    }
    if (value instanceof ArrayNode array && !array.isEmpty()) {
      ArrayNode copy = array.deepCopy();
      int at = random.below(copy.size());
      copy.set(at, json(copy.get(at), random));
      return copy;
    }
    if (value.isBoolean()) {
      return BooleanNode.valueOf(!value.asBoolean());
    }
    if (value.isNumber()) {
      return DecimalNode.valueOf(number(value.decimalValue(), random));
    }
    return value.isTextual() ? TextNode.valueOf(text(value.asText(), random)) : IntNode.valueOf(0);
  }

  /** Off by one to nine in the last place. */
  private static BigDecimal number(BigDecimal value, SimRandom random) {
    BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, value.scale()));
    return value.add(step.multiply(BigDecimal.valueOf(1 + random.below(9))));
  }

  /** The last number is where answers stand; null when there is none. */
  private static String lastNumber(String text, SimRandom random) {
    Matcher matcher = NUMBER.matcher(text);
    int start = -1;
    int end = -1;
    while (matcher.find()) {
      start = matcher.start();
      end = matcher.end();
    }
    if (start < 0) {
      return null;
    }
    String other = number(new BigDecimal(text.substring(start, end)), random).toPlainString();
    return text.substring(0, start) + other + text.substring(end);
  }

  /** Leaves a word out of a sentence, or its words in another order, or denies it. */
  private static String words(String text, SimRandom random) {
    List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
    if (words.size() >= 3) {
      int way = random.below(3);
      if (way == 0) {
        words.remove(random.below(words.size()));
      } else if (way == 1) {
        Collections.swap(words, 0, words.size() - 1);
      }
      String changed = String.join(" ", words);
      if (way != 2 && !changed.equals(text.strip())) {
        return changed;
      }
    }
    return text.isBlank() ? "I do not know." : "not " + text;
  }
}
