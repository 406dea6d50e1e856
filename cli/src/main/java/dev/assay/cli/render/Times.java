package dev.assay.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as the server sends them, and how long ago they were. */
public final class Times {
  private static final int SECONDS_END = 19;
  private static final int MOST_DIGITS = 9;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Times() {}

  /**
   * Milliseconds since 1970.
   *
   * @param node such as {@code "2026-01-31T12:00:00.25Z"}
   * @return null when it is no time
   */
  public static Long millis(JsonNode node) {
    if (!node.isTextual()) {
      return null;
    }
    String text = node.textValue();
    try {
      return usual(text) ? read(text) : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  /** {@code 40 s ago}, {@code 12 min ago}, {@code 3 h ago}, {@code 5 d ago}. */
  public static String ago(Long millis, long now) {
    if (millis == null) {
      return Amounts.UNKNOWN;
    }
    long seconds = Math.max(0, (now - millis) / 1000);
    if (seconds < MINUTE) {
      return seconds + " s ago";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min ago";
    }
    return seconds < DAY ? seconds / HOUR + " h ago" : Amounts.count(seconds / DAY) + " d ago";
  }

  private static boolean usual(String text) {
    return text.length() > SECONDS_END
        && text.charAt(10) == 'T'
        && text.endsWith("Z")
        && (text.length() == SECONDS_END + 1 || text.charAt(SECONDS_END) == '.');
  }

  // By hand: a formatter first loads what Java knows of calendars, which a list can do without.
  private static long read(String text) {
    int nanos = 0;
    if (text.length() > SECONDS_END + 2) {
      String fraction = text.substring(SECONDS_END + 1, text.length() - 1);
      String nine = (fraction + "000000000").substring(0, MOST_DIGITS);
      nanos = Integer.parseInt(nine);
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, SECONDS_END),
            nanos)
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }
}
