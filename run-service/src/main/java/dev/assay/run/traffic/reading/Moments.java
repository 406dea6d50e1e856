package dev.assay.run.traffic.reading;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When something may have been answered or said: since 2015, and not after tomorrow. */
public final class Moments {
  private static final OffsetDateTime FIRST =
      OffsetDateTime.of(2015, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private Moments() {}

  /** What is wrong with a time, as the end of a sentence without its stop; null is right. */
  public static Optional<String> wrong(OffsetDateTime at) {
    if (at == null) {
      return Optional.empty();
    }
    if (at.isBefore(FIRST)) {
      return Optional.of("is before 2015");
    }
    return at.isAfter(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1))
        ? Optional.of("is in the future")
        : Optional.empty();
  }
}
