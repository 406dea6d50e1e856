package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.simulator.seed.SimRandom;
import java.util.List;
import java.util.UUID;

/**
 * Makes strings that fit a schema: its format, its lengths, and a pattern when one of some common
 * shapes matches it.
 */
final class SchemaTexts {
  private static final List<String> SHAPES =
      List.of(
          "%1$d",
          "%2$02d",
          "%3$04d",
          "A",
          "a",
          "AB",
          "ABC",
          "A%2$02d",
          "AB-%3$04d",
          "abc-%2$d",
          "2026-01-%2$02d",
          "12:%2$02d",
          "%2$d.%2$02d",
          "word",
          "Word",
          "two words",
          "a@b.example",
          "https://b.example/%2$d",
          "+1555%3$04d",
          "#a1b2c3",
          "%3$04d%3$04d",
          "abc",
          "yes",
          "");

  private SchemaTexts() {}

  static TextNode of(JsonNode schema, String name, SimRandom random) {
    int number = random.below(1 << 20);
    if (schema.path("pattern").isTextual()) {
      for (String shape : SHAPES) {
        TextNode text =
            TextNode.valueOf(
                String.format(shape, number % 10, 1 + number % 28, 1000 + number % 9000));
        if (SchemaFit.fits(schema, text)) {
          return text;
        }
      }
    }
    return TextNode.valueOf(fitted(schema, byFormat(schema, name, number)));
  }

  private static String byFormat(JsonNode schema, String name, int number) {
    return switch (schema.path("format").asText("")) {
      case "date" -> "2026-01-%02d".formatted(1 + number % 28);
      case "date-time" -> "2026-01-%02dT12:00:00Z".formatted(1 + number % 28);
      case "time" -> "12:%02d:00Z".formatted(number % 60);
      case "email" -> "person" + number % 100 + "@mail.example";
      case "uri", "url" -> "https://site.example/" + number % 100;
      case "uuid" -> new UUID(0x4000L + number, 0x8000000000000000L + number).toString();
      case "ipv4" -> "192.0.2." + number % 250;
      case "hostname" -> "host" + number % 100 + ".example";
      default -> "Simulated " + name + " " + Integer.toHexString(number);
    };
  }

  private static String fitted(JsonNode schema, String text) {
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    int least = Math.min(schema.path("minLength").asInt(0), 100_000);
    String cut = text.length() > most ? text.substring(0, most) : text;
    return cut.length() < least ? cut + ".".repeat(least - cut.length()) : cut;
  }
}
