package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an option of a kind can be. A null stands for an option that is not given. */
final class OptionRules {
  /** Some text. */
  static final Rule TEXT =
      (field, value, found) -> {
        if (!value.isTextual() || value.asText().isBlank()) {
          found.add(new Violation(field, "must be a text"));
        }
      };

  /** True or false. */
  static final Rule FLAG =
      (field, value, found) -> {
        if (!value.isBoolean()) {
          found.add(new Violation(field, "must be true or false"));
        }
      };

  private OptionRules() {}

  /** Looks at a value and adds what is wrong with it. */
  interface Rule {
    void check(String field, JsonNode value, List<Violation> found);
  }

  /** One of some words. */
  static Rule oneOf(String... words) {
    Set<String> known = new TreeSet<>(Set.of(words));
    return (field, value, found) -> {
      if (!value.isTextual() || !known.contains(value.asText())) {
        found.add(new Violation(field, "must be one of " + String.join(", ", known)));
      }
    };
  }

  /** A whole number. */
  static Rule whole(long least) {
    return (field, value, found) -> {
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least) {
        found.add(
            new Violation(
                field,
                least == Long.MIN_VALUE
                    ? "must be a whole number"
                    : "must be a whole number from " + least));
      }
    };
  }

  /** A number from 0. */
  static Rule number(double most) {
    return (field, value, found) -> {
      if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= most)) {
        found.add(
            new Violation(
                field,
                "must be a number from 0" + (Double.isInfinite(most) ? "" : " to " + (long) most)));
      }
    };
  }

  /** An object of options of its own; its owner is whom the sentence names. */
  static Rule object(String owner, Map<String, Rule> known) {
    return (field, value, found) -> {
      if (value.isObject()) {
        check(owner, field + ".", value, known, found);
      } else {
        found.add(new Violation(field, "must be an object of " + String.join(", ", sorted(known))));
      }
    };
  }

  /**
   * Looks at every option that is given.
   *
   * @param owner whose options they are, for the sentence
   * @param where what stands before their names
   */
  static void check(
      String owner, String where, JsonNode given, Map<String, Rule> known, List<Violation> found) {
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      String name = option.getKey();
      Rule rule = known.get(name);
      if (rule == null) {
        found.add(new Violation(where + name, unknown(owner, name, known.keySet())));
      } else if (!option.getValue().isNull()) {
        rule.check(where + name, option.getValue(), found);
      }
    }
  }

  /** What is said of an option that there is not. */
  static String unknown(String owner, String name, Collection<String> known) {
    String nearest = DidYouMean.nearest(name, known);
    return "is not an option of "
        + owner
        + (nearest == null ? "" : " (did you mean " + nearest + "?)")
        + "; there are "
        + String.join(", ", new TreeSet<>(known));
  }

  private static Set<String> sorted(Map<String, Rule> known) {
    return new TreeSet<>(known.keySet());
  }
}
