package dev.assay.run.platform.text;

import java.time.OffsetDateTime;

/** Which times the database can hold and the driver can send, of those that Java knows. */
public final class StorableTimes {
  /** The last year of which it can. */
  public static final int LAST_YEAR = 9_999;

  private StorableTimes() {}

  /** Whether a time is of a year from 1 to {@value #LAST_YEAR}. */
  public static boolean holds(OffsetDateTime time) {
    return time.getYear() >= 1 && time.getYear() <= LAST_YEAR;
  }
}
