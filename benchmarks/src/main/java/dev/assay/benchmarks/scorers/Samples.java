package dev.assay.benchmarks.scorers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.util.Random;

/** Texts and documents to score, the same in every run. */
final class Samples {
  private static final String[] WORDS = {
    "the", "invoice", "was", "paid", "on", "time", "and", "a", "copy", "is", "in", "your",
    "account", "please", "contact", "support", "when", "amount", "differs", "from", "order", "we",
    "will", "refund", "it", "within", "three", "days"
  };

  private Samples() {}

  /** Words up to exactly so many characters. */
  static String text(int characters, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(characters + 16);
    while (text.length() < characters) {
      text.append(text.length() == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    text.setLength(characters);
    return text.toString();
  }

  /** The same length, with one character in twenty replaced, at least one. */
  static String edited(String text, long seed) {
    Random random = new Random(seed);
    StringBuilder edited = new StringBuilder(text);
    for (int edits = Math.max(1, text.length() / 20); edits > 0; edits--) {
      edited.setCharAt(random.nextInt(edited.length()), (char) ('A' + random.nextInt(26)));
    }
    return edited.toString();
  }

  /** A text of this length that ends with a number. */
  static String endingWithNumber(int characters, String number, long seed) {
    return text(characters - number.length() - 1, seed) + " " + number;
  }

  /** An invoice of about 2 KB as compact JSON: 12 positions of 6 fields, and a head. */
  static ObjectNode invoice(long seed) {
    Random random = new Random(seed);
    ObjectNode invoice = Json.mapper().createObjectNode();
    invoice.put("number", "R-2026-00417").put("date", "2026-03-14").put("currency", "EUR");
    invoice.putObject("customer").put("name", "Hansen Metallbau").put("city", "Flensburg");
    ArrayNode positions = invoice.putArray("positions");
    for (int line = 1; line <= 12; line++) {
      positions
          .addObject()
          .put("line", line)
          .put("article", "A-" + (10_000 + random.nextInt(90_000)))
          .put("description", text(60, random.nextLong()))
          .put("quantity", 1 + random.nextInt(20))
          .put("unit_price", random.nextInt(100_000) / 100.0)
          .put("taxed", random.nextBoolean());
    }
    return invoice;
  }

  /** A copy in which every fourth position has another price and a changed description. */
  static ObjectNode misread(ObjectNode invoice) {
    ObjectNode copy = invoice.deepCopy();
    for (int at = 0; at < copy.path("positions").size(); at += 4) {
      ObjectNode position = (ObjectNode) copy.path("positions").get(at);
      position.put("unit_price", position.path("unit_price").doubleValue() + 1);
      position.put("description", edited(position.path("description").textValue(), at));
    }
    return copy;
  }
}
