package dev.assay.run.runs.listing;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a list of runs is ordered by. What has no value comes last either way, and of two runs with
 * the same value the one launched first comes first, or last when the order is the other way round.
 *
 * @param by what is looked at
 * @param descending the largest first
 */
public record RunOrder(By by, boolean descending) {
  /** The newest first, which is how a list begins that says nothing. */
  public static final RunOrder NEWEST = new RunOrder(By.QUEUED_AT, true);

  private static final List<String> KNOWN =
      Arrays.stream(By.values()).map(by -> by.name().toLowerCase(Locale.ROOT)).toList();

  /** What a request asks for. */
  public static class Asked {
    /** A field of a run that it is ordered by, with a minus in front for the other way round. */
    @QueryParam("order")
    @Schema(
        enumeration = {
          "queued_at", "-queued_at", "name", "-name", "finished_at", "-finished_at", "pass_rate",
          "-pass_rate", "mean_score", "-mean_score", "cost", "-cost", "duration_ms", "-duration_ms"
        })
    public String order;
  }

  /** What a run can be placed by, over {@code runs r}; each is called as the field it shows in. */
  public enum By {
    /** By the id, which is as old as the run. */
    QUEUED_AT(null),
    NAME("lower(r.name)"),
    FINISHED_AT("extract(epoch from r.finished_at) * 1000000"),
    PASS_RATE("r.pass_rate"),
    MEAN_SCORE("r.score_sum / nullif(r.score_count, 0)"),
    COST("case when not r.cost_unknown then r.cost end"),
    DURATION_MS("r.worked_ms + extract(epoch from r.finished_at - r.generation_started_at) * 1000");

    private final String sql;

    By(String sql) {
      this.sql = sql;
    }
  }

  /**
   * Reads {@code ?order=}.
   *
   * @param given a field, with a minus in front for the other way round; null for the newest first
   * @throws ProblemException that says which there are
   */
  public static RunOrder of(String given) {
    if (given == null || given.isEmpty()) {
      return NEWEST;
    }
    boolean descending = given.startsWith("-");
    String field = descending ? given.substring(1) : given;
    if (!KNOWN.contains(field)) {
      String message =
          "must be one of "
              + String.join(", ", KNOWN)
              + ", with a minus in front for the other way round; got "
              + given
              + "."
              + DidYouMean.ask(field, KNOWN);
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The parameter order " + message,
          List.of(new Violation("order", message)));
    }
    return new RunOrder(By.valueOf(field.toUpperCase(Locale.ROOT)), descending);
  }

  /** Whether a run's place is its id alone. */
  public boolean byLaunch() {
    return by == By.QUEUED_AT;
  }

  /** The expression of a run's place over {@code runs r}; null where it is the id alone. */
  public String place() {
    return switch (by) {
      case QUEUED_AT -> "null";
      case NAME -> by.sql;
      case FINISHED_AT, PASS_RATE, MEAN_SCORE, COST, DURATION_MS ->
          "coalesce((%s)::float8, '%sInfinity')".formatted(by.sql, descending ? "-" : "");
    };
  }

  /** What stands behind {@code order by}, of a row that has {@code place} and {@code id}. */
  public String sorted(String row) {
    String way = descending ? " desc" : "";
    String id = row + ".id" + way;
    return byLaunch() ? id : row + ".place" + way + ", " + id;
  }

  /** Where the page before ended; null for the first page. */
  public Cursor after(PageRequest page) {
    return page.after(byLaunch() ? 1 : 3)
        .map(cursor -> byLaunch() ? cursor : cursor.of(toString()))
        .orElse(null);
  }

  /** Where the next page begins, behind a run in its place. */
  public Cursor after(UUID run, String place) {
    return byLaunch() ? Cursor.after(run) : Cursor.after(this, place, run);
  }

  /** Adds the condition that a run comes after the cursor, and its parameters. */
  public void append(StringBuilder where, List<Object> parameters, Cursor after) {
    if (after == null) {
      return;
    }
    String beyond = descending ? " < " : " > ";
    if (byLaunch()) {
      parameters.add(after.uuid(0));
      where.append(" and r.id").append(beyond).append('$').append(parameters.size());
      return;
    }
    parameters.add(by == By.NAME ? after.values().get(1) : (Object) after.decimal(1));
    parameters.add(after.uuid(2));
    where
        .append(" and (%s, r.id)".formatted(place()))
        .append(beyond)
        .append("($%d, $%d)".formatted(parameters.size() - 1, parameters.size()));
  }

  /** As it is given. */
  @Override
  public String toString() {
    return (descending ? "-" : "") + by.name().toLowerCase(Locale.ROOT);
  }
}
