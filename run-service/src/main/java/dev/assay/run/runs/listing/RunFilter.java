package dev.assay.run.runs.listing;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.validation.constraints.Size;
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

  /** Text that stands in name, alias or a tag; upper and lower case are the same. */
  @QueryParam("q")
  @Size(max = 1_000)
  public String text;

  /** Adds the conditions on {@code runs r}, and their parameters. */
  public void append(StringBuilder where, List<Object> parameters) {
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
        .add("r.queued_at < $%d", time("until", until))
        .add(
            "position(lower($%1$d) in lower(r.name || ' ' || coalesce(r.alias, '') || ' '"
                + " || array_to_string(r.tags, ' '))) > 0",
            text);
  }

  /** The same filter without what it says of one field of a run. */
  public RunFilter without(RunFacet facet) {
    RunFilter other = new RunFilter();
    other.status = facet == RunFacet.STATUS ? null : status;
    other.verdict = facet == RunFacet.VERDICT ? null : verdict;
    other.evaluation = facet == RunFacet.EVALUATION ? null : evaluation;
    other.dataset = facet == RunFacet.DATASET ? null : dataset;
    other.provider = facet == RunFacet.PROVIDER ? null : provider;
    other.model = facet == RunFacet.MODEL ? null : model;
    other.tag = facet == RunFacet.TAG ? null : tag;
    other.alias = facet == RunFacet.ALIAS ? null : alias;
    other.label = facet == RunFacet.LABEL ? null : label;
    other.group = group;
    other.since = since;
    other.until = until;
    other.text = text;
    return other;
  }

  /** What runs can be counted by. */
  public enum RunFacet {
    STATUS("r.status"),
    VERDICT("r.verdict"),
    EVALUATION("r.evaluation_name"),
    DATASET("r.dataset_name"),
    PROVIDER("r.provider_name"),
    MODEL("r.model"),
    TAG("unnest(r.tags)"),
    ALIAS("r.alias"),
    LABEL("r.label");

    private final String sql;

    RunFacet(String sql) {
      this.sql = sql;
    }

    /** The expression over {@code runs r}; a run may have several values. */
    public String sql() {
      return sql;
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
