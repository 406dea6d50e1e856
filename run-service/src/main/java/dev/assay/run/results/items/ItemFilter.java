package dev.assay.run.results.items;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.verdict.totals.query.DoubtsQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list of a run's items is narrowed and ordered by. */
public class ItemFilter {
  private static final List<String> STATUSES =
      Arrays.stream(UnitStatus.values()).map(UnitStatus::wire).toList();

  /** Statuses, comma-separated. */
  @QueryParam("status")
  public String status;

  /**
   * Key of the scorer that min_score, max_score and order=score look at; absent: the mean of all.
   */
  @QueryParam("scorer")
  public String scorer;

  /** Score at least. */
  @QueryParam("min_score")
  public Double minScore;

  /** Score at most. */
  @QueryParam("max_score")
  public Double maxScore;

  /** Section of the item. */
  @QueryParam("section")
  public String section;

  /** Label of the item. */
  @QueryParam("label")
  public String label;

  /** True: only answers that the model refused or a filter stopped. */
  @QueryParam("flagged")
  public Boolean flagged;

  /** True: only answers that were cut off at their token limit; false: only the others. */
  @QueryParam("truncated")
  public Boolean truncated;

  /** Text that stands in id, input, expected value or answer. */
  @QueryParam("q")
  public String text;

  /** position (default), score or latency; with a minus in front the other way round. */
  @QueryParam("order")
  @Schema(enumeration = {"position", "-position", "score", "-score", "latency", "-latency"})
  public String order;

  /** What a list is ordered by. */
  enum Order {
    POSITION("u.position::float8 * 1000 + u.repeat"),
    SCORE("coalesce(s.score, %s)"),
    LATENCY("coalesce(u.latency_ms::float8, %s)");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }

    /** The expression; what has no value comes last either way. */
    String expression(boolean descending) {
      return sql.formatted(descending ? "-1" : "'Infinity'");
    }
  }

  boolean descending() {
    return order != null && order.startsWith("-");
  }

  Order order() {
    if (order == null) {
      return Order.POSITION;
    }
    try {
      return Order.valueOf((descending() ? order.substring(1) : order).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "order must be position, score or latency, or with a minus.");
    }
  }

  /** Adds the conditions and their parameters. */
  void append(StringBuilder where, List<Object> parameters) {
    new Conditions(where, parameters)
        .add("u.status = any($%d)", Conditions.oneOf("status", status, STATUSES))
        .add("s.score >= $%d", minScore)
        .add("s.score <= $%d", maxScore)
        .add("i.section = $%d", section)
        .add("i.label = $%d", label)
        .add(
            "position(lower($%1$d) in lower(i.item_id || ' ' || i.body::text || ' '"
                + " || coalesce(a.output::text, ''))) > 0",
            text);
    if (truncated != null) {
      where.append(truncated ? " and " : " and not coalesce(").append(DoubtsQuery.TRUNCATED);
      where.append(truncated ? "" : ", false)");
    }
    if (Boolean.TRUE.equals(flagged)) {
      where.append(" and (a.refusal is not null or a.finish_reason = 'content_filter')");
    }
  }
}
