package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.totals.FieldScorers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds the fields that a scorer was told to compare and that nothing expected has: nobody would
 * see by an accuracy that a name was misspelt.
 */
public final class UnmatchedFields {
  private static final String CODE = "FIELDS_MATCH_NOTHING";
  private static final int MOST_NAMED = 10;

  // Each score says which names select nothing in its item; here it is about those that never do.
  private static final String NOWHERE =
      """
      with s as materialized (
        select (%s)::jsonb as unknown from scores s
        where s.run_id = $1 and s.key = $2 and s.status in ('success', 'skipped')
          and (s.status = 'success' or %s is not null)
      )
      select f.name from unnest($3::text[]) f(name)
      where exists (select from s)
        and not exists (
          select from s where not coalesce(s.unknown @> to_jsonb(f.name), false))
      """
          .formatted(
              JsonColumns.member("s.metadata", "unknown_fields"),
              JsonColumns.member("s.metadata", "unknown_fields"));

  private UnmatchedFields() {}

  /**
   * A warning for each scorer that has some.
   *
   * @param tx the connection whose transaction sees the scores
   * @param scorers of the run's definition
   * @param summary of the run, by whose fields most names are known to select something
   */
  public static Uni<List<Warning>> of(
      SqlConnection tx, UUID runId, List<ScorerSpec> scorers, RunSummary summary) {
    List<Warning> warnings = new ArrayList<>();
    return InOrder.each(
            scorers.stream().filter(scorer -> FieldScorers.isOne(scorer.id())).toList(),
            scorer -> add(tx, runId, scorer, summary, warnings))
        .replaceWith(warnings);
  }

  private static Uni<Void> add(
      SqlConnection tx, UUID runId, ScorerSpec scorer, RunSummary summary, List<Warning> warnings) {
    List<String> doubtful = doubtful(scorer, summary.overall().scorers().get(scorer.key()));
    return doubtful.isEmpty()
        ? Uni.createFrom().voidItem()
        : Db.query(tx, NOWHERE, runId, scorer.key(), doubtful.toArray(String[]::new))
            .map(rows -> Rows.list(rows, row -> row.getString("name")))
            .invoke(
                names -> {
                  if (!names.isEmpty()) {
                    warnings.add(warning(scorer, names));
                  }
                })
            .replaceWithVoid();
  }

  /** The names that select none of the fields that the summary lists. */
  private static List<String> doubtful(ScorerSpec scorer, ScorerSummary summary) {
    List<String> names = new ArrayList<>();
    JsonNode given = scorer.params() == null ? null : scorer.params().get("fields");
    if (given != null && given.isArray()) {
      given.forEach(name -> names.add(name.asText()));
    }
    List<FieldSummary.Field> listed =
        summary == null || summary.fields() == null || summary.fields().fields() == null
            ? List.of()
            : summary.fields().fields();
    names.removeIf(name -> listed.stream().anyMatch(field -> selects(name, field.field())));
    return names;
  }

  private static boolean selects(String name, String path) {
    return path.equals(name) || path.startsWith(name + ".") || path.startsWith(name + "[");
  }

  private static Warning warning(ScorerSpec scorer, List<String> names) {
    List<String> shown = names.subList(0, Math.min(names.size(), MOST_NAMED));
    return new Warning(
        CODE,
        "%s compares %s%s: nothing that is expected has %s. See the paths in /v1/runs/{id}/fields of a"
                .formatted(
                    scorer.key(),
                    String.join(", ", shown),
                    names.size() > shown.size()
                        ? " and " + (names.size() - shown.size()) + " more"
                        : "",
                    names.size() == 1 ? "such a field" : "such fields")
            + " run without fields, and rescore with names that stand there.");
  }
}
