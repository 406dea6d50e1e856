package dev.assay.run.runs;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What a list of runs is narrowed by. Several values are given comma-separated. */
public class RunFilter {
  private static final List<String> STATUSES =
      Arrays.stream(RunStatus.values()).map(RunStatus::wire).toList();
  private static final List<String> VERDICTS =
      Arrays.stream(Verdict.values()).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();

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

  /** Alias. */
  @QueryParam("alias")
  public String alias;

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
    new Conditions(where, parameters)
        .add("r.status = any($%d)", Conditions.oneOf("status", status, STATUSES))
        .add("r.verdict = any($%d)", Conditions.oneOf("verdict", verdict, VERDICTS))
        .add("r.evaluation_name = $%d", evaluation)
        .add("r.dataset_name = $%d", dataset)
        .add("r.provider_name = $%d", provider)
        .add("r.model = $%d", model)
        .add("$%d = any(r.tags)", tag)
        .add("r.alias = $%d", alias)
        .add("r.label = $%d", label)
        .add("r.group_id = $%d", group)
        .add("r.queued_at >= $%d", time("since", since))
        .add("r.queued_at < $%d", time("until", until));
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
