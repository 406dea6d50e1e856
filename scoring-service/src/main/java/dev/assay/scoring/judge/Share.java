package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.Outcome;
import java.util.function.Predicate;

/** Scores that are the share of what a judge lists and finds good. */
public final class Share {
  private Share() {}

  /**
   * Good ones / all; skipped when there are none.
   *
   * @param what they are, in the plural
   * @param name under which a listed thing says what it is, for the metadata
   */
  public static Outcome of(JsonNode listed, String what, String name, Predicate<JsonNode> good) {
    if (listed.isEmpty()) {
      return new Outcome.Skipped("The judge found no " + what + " to look at.");
    }
    int count = 0;
    ObjectNode metadata = Json.mapper().createObjectNode();
    ArrayNode missed = metadata.putArray("missed");
    for (JsonNode one : listed) {
      if (good.test(one)) {
        count++;
      } else {
        missed.add(one.path(name));
      }
    }
    metadata.put("good", count).put("total", listed.size());
    return new Outcome.Measured(
        (double) count / listed.size(),
        count + " of " + listed.size() + " " + what + ".",
        metadata);
  }
}
