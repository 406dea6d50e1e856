package dev.assay.run.results.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers as people read them; what is not known is a dash, never a zero. */
final class Figures {
  static final String UNKNOWN = "–";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  static String score(JsonNode value) {
    return value.isNumber() ? format("%.3f", value.asDouble()) : UNKNOWN;
  }

  static String percent(JsonNode value) {
    return value.isNumber() ? format("%.1f %%", value.asDouble() * 100) : UNKNOWN;
  }

  static String count(JsonNode value) {
    return value.isNumber() ? format("%,d", value.asLong()) : UNKNOWN;
  }

  static String millis(JsonNode value) {
    if (!value.isNumber()) {
      return UNKNOWN;
    }
    double ms = value.asDouble();
    return ms < 1000 ? format("%.0f ms", ms) : format("%.2f s", ms / 1000);
  }

  /**
   * {@code 2026-01-31 08:15:00 UTC} of a time as the API writes it; what is none stays as it is.
   */
  static String time(String utc) {
    try {
      return TIME.format(Instant.parse(utc));
    } catch (DateTimeParseException e) {
      return utc;
    }
  }

  /** Money: small sums need more decimals. */
  static String cost(JsonNode value) {
    if (!value.isNumber()) {
      return UNKNOWN;
    }
    double cost = value.asDouble();
    return format(cost != 0 && Math.abs(cost) < 0.1 ? "%.6f" : "%.2f", cost);
  }

  /** {@code 0.900 … 0.980} of an interval or of bounds. */
  static String range(JsonNode interval) {
    return interval.hasNonNull("lower")
        ? score(interval.get("lower")) + " … " + score(interval.get("upper"))
        : UNKNOWN;
  }

  static String percentRange(JsonNode interval) {
    return interval.hasNonNull("lower")
        ? percent(interval.get("lower")) + " … " + percent(interval.get("upper"))
        : UNKNOWN;
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
