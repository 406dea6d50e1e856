package dev.assay.worker.outcome;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms in which servers write how long to wait. Empty when it is none of them. */
final class HintDuration {
  /** Nothing sensible is longer than this; more is taken for a mistake. */
  private static final long LONGEST_MS = Duration.ofDays(31).toMillis();

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,12})?");
  private static final Pattern PART =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)(ms|us|ns|[dhms])");
  private static final Pattern PARTS = Pattern.compile("(?:" + PART.pattern() + ")+");

  private HintDuration() {}

  /** A number of milliseconds. */
  static OptionalLong millis(String text) {
    String value = text.strip();
    return NUMBER.matcher(value).matches()
        ? bounded(new BigDecimal(value).longValue())
        : OptionalLong.empty();
  }

  /** Seconds, or an HTTP date. */
  static OptionalLong secondsOrDate(String text, Instant now) {
    String value = text.strip();
    if (NUMBER.matcher(value).matches()) {
      return bounded(new BigDecimal(value).multiply(THOUSAND).longValue());
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until(then, now);
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** A duration such as {@code 1m30s} or {@code 120ms}, seconds, a Unix time, or a timestamp. */
  static OptionalLong reset(String text, Instant now) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    if (PARTS.matcher(value).matches()) {
      return bounded(parts(value));
    }
    if (NUMBER.matcher(value).matches()) {
      return resetNumber(new BigDecimal(value), now);
    }
    try {
      return until(OffsetDateTime.parse(text.strip()).toInstant(), now);
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** Seconds from now, unless so large that it must be a Unix time in seconds or milliseconds. */
  private static OptionalLong resetNumber(BigDecimal number, Instant now) {
    long whole = number.longValue();
    if (whole >= 100_000_000_000L) {
      return until(Instant.ofEpochMilli(whole), now);
    }
    if (whole >= 1_000_000_000L) {
      return until(Instant.ofEpochSecond(whole), now);
    }
    return bounded(number.multiply(THOUSAND).longValue());
  }

  private static long parts(String value) {
    BigDecimal millis = BigDecimal.ZERO;
    Matcher part = PART.matcher(value);
    while (part.find()) {
      BigDecimal unit =
          switch (part.group(2)) {
            case "d" -> BigDecimal.valueOf(86_400_000);
            case "h" -> BigDecimal.valueOf(3_600_000);
            case "m" -> BigDecimal.valueOf(60_000);
            case "s" -> THOUSAND;
            case "ms" -> BigDecimal.ONE;
            case "us" -> BigDecimal.ONE.movePointLeft(3);
            default -> BigDecimal.ONE.movePointLeft(6);
          };
      millis = millis.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    // A fraction of a millisecond is still a wait.
    return millis.setScale(0, java.math.RoundingMode.CEILING).longValue();
  }

  private static OptionalLong until(Instant then, Instant now) {
    return bounded(Math.max(0, Duration.between(now, then).toMillis()));
  }

  private static OptionalLong bounded(long ms) {
    return ms < 0 || ms > LONGEST_MS ? OptionalLong.empty() : OptionalLong.of(ms);
  }
}
