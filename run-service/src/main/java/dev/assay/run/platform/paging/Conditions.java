package dev.assay.run.platform.paging;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.text.StorableTimes;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

/** Narrows a statement by what a request asks for; what it does not ask for adds nothing. */
public final class Conditions {
  private final StringBuilder where;
  private final List<Object> parameters;

  /**
   * Conditions that are added to a statement.
   *
   * @param where what the statement demands already
   * @param parameters of the statement so far
   */
  public Conditions(StringBuilder where, List<Object> parameters) {
    this.where = where;
    this.parameters = parameters;
  }

  /**
   * Adds a condition, unless its value is null.
   *
   * @param condition SQL in which {@code %1$d} or {@code %d} is the number of the parameter
   */
  public Conditions add(String condition, Object value) {
    if (value != null) {
      parameters.add(value);
      where.append(" and ").append(condition.formatted(parameters.size()));
    }
    return this;
  }

  /** A time as it is given, null for none; fails with INVALID_REQUEST for what is no time. */
  public static OffsetDateTime time(String name, String text) {
    try {
      return text == null ? null : within(OffsetDateTime.parse(text));
    } catch (DateTimeException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, name + " must be a time like 2026-01-31T12:00:00Z.");
    }
  }

  /** A time that the database can hold; fails with a {@link DateTimeException} for another. */
  static OffsetDateTime within(OffsetDateTime time) {
    if (!StorableTimes.holds(time)) {
      throw new DateTimeException("no time that anything happened at");
    }
    return time;
  }

  /**
   * Names given comma-separated, null for none; fails with INVALID_REQUEST for one that is not
   * known.
   */
  public static String[] oneOf(String field, String given, Collection<String> known) {
    if (given == null) {
      return null;
    }
    String[] names = given.split(",");
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ProblemException(
            ErrorCode.INVALID_REQUEST,
            field + " must be of " + String.join(", ", known) + "; got " + name + ".");
      }
    }
    return names;
  }
}
