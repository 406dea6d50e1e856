package dev.assay.run.runs.listing;

import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.VersionReference;
import dev.assay.run.runs.state.Purpose;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** What a list of runs is narrowed by. Several values are given comma-separated. */
public class RunFilter {
  private static final List<String> STATUSES =
      Arrays.stream(RunStatus.values()).map(RunStatus::wire).toList();
  private static final List<String> VERDICTS =
      Arrays.stream(Verdict.values()).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();

  private static final String ANY = "any";
  private static final List<String> PURPOSES =
      Stream.concat(Arrays.stream(Purpose.values()).map(Purpose::wire), Stream.of(ANY)).toList();

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

  /** Name of the skill, or name@version. */
  @QueryParam("skill")
  public String skill;

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

  /**
   * What the service launched runs for; any for all runs, and without it those that somebody
   * launched.
   */
  @QueryParam("purpose")
  public String purpose;

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
    VersionReference ofSkill = skill == null ? null : VersionReference.of(skill);
    if (purpose == null) {
      where.append(" and r.purpose is null");
    }
    new Conditions(where, parameters)
        .add("r.status = any($%d)", Conditions.oneOf("status", status, STATUSES))
        .add("r.verdict = any($%d)", Conditions.oneOf("verdict", verdict, VERDICTS))
        .add("r.evaluation_name = $%d", evaluation)
        .add("r.dataset_name = $%d", dataset)
        .add("r.provider_name = $%d", provider)
        .add("r.model = $%d", model)
        .add("r.skill_name = $%d", ofSkill == null ? null : ofSkill.name())
        .add(
            "r.skill_version = $%d",
            ofSkill == null || ofSkill.version() == 0 ? null : ofSkill.version())
        .add("$%d = any(r.tags)", tag)
        .add("r.alias = $%d", alias)
        .add("r.label = $%d", label)
        .add("r.group_id = $%d", group)
        .add("r.purpose = any($%d)", purposes())
        .add("r.queued_at >= $%d", Conditions.time("since", since))
        .add("r.queued_at < $%d", Conditions.time("until", until))
        .add(
            "position(lower($%1$d) in lower(r.name || ' ' || coalesce(r.alias, '') || ' '"
                + " || array_to_string(r.tags, ' '))) > 0",
            text);
  }

  /** Null where the purpose leaves out none. */
  private String[] purposes() {
    String[] wanted = Conditions.oneOf("purpose", purpose, PURPOSES);
    return wanted == null || List.of(wanted).contains(ANY) ? null : wanted;
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
    other.skill = facet == RunFacet.SKILL ? null : skill;
    other.tag = facet == RunFacet.TAG ? null : tag;
    other.alias = facet == RunFacet.ALIAS ? null : alias;
    other.label = facet == RunFacet.LABEL ? null : label;
    other.group = group;
    other.purpose = purpose;
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
    SKILL("r.skill_name"),
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
}
