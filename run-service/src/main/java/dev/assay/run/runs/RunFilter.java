package dev.assay.run.runs;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What a list of runs is narrowed by. Several values are given comma-separated. */
public class RunFilter {
  /** Statuses. */
  @QueryParam("status")
  public String status;

  /** Verdicts. */
  @QueryParam("verdict")
  public String verdict;

  /** Name of the evaluation. */
  @QueryParam("evaluation")
  public String evaluation;

  /** Name of the dataset. */
  @QueryParam("dataset")
  public String dataset;

  /** Name of the provider. */
  @QueryParam("provider")
  public String provider;

  /** Model. */
  @QueryParam("model")
  public String model;

  /** A tag the run has. */
  @QueryParam("tag")
  public String tag;

  /** Label. */
  @QueryParam("label")
  public String label;

  /** Group of runs launched together. */
  @QueryParam("group")
  public UUID group;

  /** Queued at this time or later, ISO-8601. */
  @QueryParam("since")
  public String since;

  /** Queued before this time, ISO-8601. */
  @QueryParam("until")
  public String until;

  /** Adds the conditions and their parameters. */
  void append(StringBuilder where, List<Object> parameters) {
    add(where, parameters, "r.status = any($%d)", statuses());
    add(where, parameters, "r.verdict = any($%d)", verdict == null ? null : verdict.split(","));
    add(where, parameters, "r.evaluation_name = $%d", evaluation);
    add(where, parameters, "r.dataset_name = $%d", dataset);
    add(where, parameters, "r.provider_name = $%d", provider);
    add(where, parameters, "r.model = $%d", model);
    add(where, parameters, "$%d = any(r.tags)", tag);
    add(where, parameters, "r.label = $%d", label);
    add(where, parameters, "r.group_id = $%d", group);
    add(where, parameters, "r.queued_at >= $%d", time("since", since));
    add(where, parameters, "r.queued_at < $%d", time("until", until));
  }

  private static void add(
      StringBuilder where, List<Object> parameters, String condition, Object value) {
    if (value != null) {
      parameters.add(value);
      where.append(" and ").append(condition.formatted(parameters.size()));
    }
  }

  private String[] statuses() {
    if (status == null) {
      return null;
    }
    try {
      return Arrays.stream(status.split(","))
          .map(s -> RunStatus.of(s).wire())
          .toArray(String[]::new);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "status must be of "
              + String.join(", ", Arrays.stream(RunStatus.values()).map(RunStatus::wire).toList())
              + ".");
    }
  }

  private static OffsetDateTime time(String name, String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, name + " must be a time like 2026-01-31T12:00:00Z.");
    }
  }
}
