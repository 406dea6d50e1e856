package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;

/**
 * How many questions a judge asks about one answer, for those who want to know before they pay.
 * Repairs are not counted.
 *
 * @param low at least, when it is up to the texts
 * @param expected most likely
 * @param high hardly more
 * @param times name of a parameter that multiplies this, null for none
 * @param twice name of a parameter that doubles this when it is true, null for none
 * @param reply what comes back: {@code text}, {@code vectors}, or what an {@code endpoint} says
 */
public record Asked(
    double low, double expected, double high, String times, String twice, String reply) {
  /** One question, whatever the texts. */
  public static final Asked ONCE = new Asked(1, 1, 1, null, null, "text");

  /** So many as a parameter says. */
  public static Asked times(String parameter) {
    return new Asked(1, 1, 1, parameter, null, "text");
  }

  /** Two while a parameter is true, else one. */
  public static Asked twice(String parameter) {
    return new Asked(1, 1, 1, null, parameter, "text");
  }

  /** One question that is no chat. */
  public static Asked once(String reply) {
    return new Asked(1, 1, 1, null, null, reply);
  }

  /** One question for each of so many parts of a text, and one that finds them. */
  public static Asked each(int fewest, int usual, int most) {
    return new Asked(1 + fewest, 1 + usual, 1 + most, null, null, "text");
  }

  /**
   * As the parameter schema says it under {@code x-questions}.
   *
   * @param votes whether the parameter {@code votes} multiplies it
   * @param words how long the part of a question is that does not depend on the item
   */
  ObjectNode write(boolean votes, int words) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("low", low).put("expected", expected).put("high", high);
    var factors = json.putArray("times");
    if (times != null) {
      factors.add(times);
    }
    if (votes) {
      factors.add("votes");
    }
    if (twice != null) {
      json.put("twice", twice);
    }
    return json.put("reply", reply).put("prompt_chars", words);
  }
}
