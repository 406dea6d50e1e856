package dev.assay.run.results.export.markup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers as people read them; what is not known is a dash, never a zero. */
public final class Figures {
  /** What is not known. */
  public static final String UNKNOWN = "–";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  /** {@code 0.933}. */
  public static String score(JsonNode value) {
    return value.isNumber() ? format("%.3f", value.asDouble()) : UNKNOWN;
  }

  /** {@code 93.3 %} of a share. */
  public static String percent(JsonNode value) {
    return value.isNumber() ? format("%.1f %%", value.asDouble() * 100) : UNKNOWN;
  }

  /** {@code 12,345}. */
  public static String count(JsonNode value) {
    return value.isNumber() ? count(value.asLong()) : UNKNOWN;
  }

  /** {@code 12,345}. */
  public static String count(long value) {
    return format("%,d", value);
  }

  /** {@code 412 ms}, {@code 1.50 s}. */
  public static String millis(JsonNode value) {
    return value.isNumber() ? millis(value.asDouble()) : UNKNOWN;
  }

  /** {@code 412 ms}, {@code 1.50 s}. */
  public static String millis(double ms) {
    return ms < 1000 ? format("%.0f ms", ms) : format("%.2f s", ms / 1000);
  }

  /**
   * {@code 2026-01-31 08:15:00 UTC} of a time as the API writes it; what is none stays as it is.
   */
  public static String time(String utc) {
    try {
      return TIME.format(Instant.parse(utc));
    } catch (DateTimeParseException e) {
      return utc;
    }
  }

  /** Money: small sums need more decimals. */
  public static String cost(JsonNode value) {
    return value.isNumber() ? cost(value.asDouble()) : UNKNOWN;
  }

  /** The same of a sum that is known. */
  public static String cost(double cost) {
    return format(cost != 0 && Math.abs(cost) < 0.1 ? "%.6f" : "%.2f", cost);
  }

  /** {@code 0.900 … 0.980} of an interval or of bounds. */
  public static String range(JsonNode interval) {
    return interval.hasNonNull("lower")
        ? score(interval.get("lower")) + " … " + score(interval.get("upper"))
        : UNKNOWN;
  }

  /** {@code 90.0 % … 98.0 %} of an interval of shares. */
  public static String percentRange(JsonNode interval) {
    return interval.hasNonNull("lower")
        ? percent(interval.get("lower")) + " … " + percent(interval.get("upper"))
        : UNKNOWN;
  }

  /** A difference with its sign: {@code +0.031}, {@code −0.120}. */
  public static String signed(double value, int digits) {
    String text = format("%,." + digits + "f", Math.abs(value));
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text : (value > 0 ? "+" : "−") + text;
  }

  /** A p-value behind its letter: {@code p = 0.021}, {@code p < 0.001}. */
  public static String p(double p) {
    return p < 0.001 ? "p < 0.001" : format(p < 0.1 ? "p = %.3f" : "p = %.2f", p);
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
