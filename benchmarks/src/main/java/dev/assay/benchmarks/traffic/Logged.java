package dev.assay.benchmarks.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Requests of about a kilobyte, as production logs them. Each stretch of ten thousand is of a skill
 * of its own; of the answers of the first skill one field in ten is wrong.
 */
final class Logged {
  static final int OF_A_SKILL = 10_000;
  static final String FIRST_SKILL = "skill-0";
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] WORDS = {
    "invoice", "total", "amount", "street", "number", "customer", "delivery", "paper", "order"
  };

  private Logged() {}

  /** Lines of JSON. */
  static String lines(long from, int count) {
    StringBuilder lines = new StringBuilder(count * 1_100);
    for (long n = from; n < from + count; n++) {
      lines.append(request(n)).append('\n');
    }
    return lines.toString();
  }

  private static ObjectNode request(long n) {
    ObjectNode request = Json.mapper().createObjectNode();
    request.put("id", "r" + n).put("skill", "skill-" + n / OF_A_SKILL).put("model", "m");
    request.put("at", BEGIN.plusSeconds(n).toString()).put("latency_ms", 200 + n % 800);
    request.put("input", text(n));
    request.putObject("tokens").put("input", 210).put("output", 40);
    request.set("response", answer(n, new SplittableRandom(n)));
    return request;
  }

  private static ObjectNode answer(long n, SplittableRandom chance) {
    ObjectNode answer = Json.mapper().createObjectNode();
    for (int field = 0; field < 8; field++) {
      answer.put("field_" + field, n * 10 + field + (chance.nextInt(10) == 0 ? 1 : 0));
    }
    return answer;
  }

  /** What is right, for requests of the first skill. */
  static ArrayNode corrections(int from, int count) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (long n = from; n < from + count; n++) {
      ObjectNode correction = all.addObject().put("entity_type", "request");
      ObjectNode right = correction.put("entity_id", "r" + n).putObject("response");
      for (int field = 0; field < 8; field++) {
        right.put("field_" + field, n * 10 + field);
      }
    }
    return all;
  }

  private static String text(long n) {
    SplittableRandom random = new SplittableRandom(n);
    StringBuilder text = new StringBuilder(620);
    while (text.length() < 600) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }
}
