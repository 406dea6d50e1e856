package dev.assay.run.results.archive;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.runs.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads what a run can be compared with. */
@ApplicationScoped
class ComparableQuery {
  private static final String FOUND =
      """
      select r.id, r.name, r.alias, r.label, r.pinned, r.provider_name, r.model, r.evaluation_name,
             r.evaluation_version, r.dataset_version, r.status, r.verdict, r.queued_at,
             r.finished_at, r.score_sum / nullif(r.score_count, 0) as mean_score,
             r.dataset_version_id = it.dataset_version_id as same
      from runs it
      join runs r on r.workspace_id = it.workspace_id and r.id <> it.id
        and (r.dataset_version_id = it.dataset_version_id or r.dataset_name = it.dataset_name)
      where it.id = $1
      """;
  private static final String COMPLETED = " and r.status in ('successful', 'partially_successful')";
  private static final String ORDER =
      "((r.dataset_version_id <> it.dataset_version_id)::int, -coalesce(r.dataset_version, 0))";
  private static final String LIST =
      FOUND
          + """
            and r.status in ('cancelled', 'successful', 'partially_successful', 'failed')
            and ($2::int is null or %1$s > ($2, $3::int) or (%1$s = ($2, $3) and r.id < $4))
          order by %1$s, r.id desc limit $5
          """
              .formatted(ORDER);
  private static final String PREVIOUS =
      FOUND
          + COMPLETED
          + """
            and r.id < it.id and r.dataset_version_id = it.dataset_version_id
            and (r.evaluation_name = it.evaluation_name
                 or (r.evaluation_name is null and it.evaluation_name is null
                     and r.name = it.name))
          order by r.id desc limit 1
          """;
  private static final String BASELINE = "baseline";
  private static final String NAMED = FOUND + COMPLETED + " and r.id = $2";
  private static final String MARKED =
      FOUND
          + COMPLETED
          + """
            and (r.label = 'baseline' or r.pinned)
          order by same desc, r.label is not distinct from 'baseline' desc, r.id desc limit 1
          """;

  private final Db db;

  ComparableQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** A page; one more than the limit when there are more. */
  Uni<List<ComparableRuns.Found>> list(UUID run, Cursor after, int limit) {
    return db.query(
            LIST,
            run,
            after == null ? null : (Integer) (int) after.number(0),
            after == null ? null : (Integer) (int) after.number(1),
            after == null ? null : after.uuid(2),
            limit)
        .map(rows -> Rows.list(rows, ComparableRuns.Found::of));
  }

  /** Where a page goes on behind a run. */
  static Cursor after(ComparableRuns.Found found) {
    int version = found.datasetVersion() == null ? 0 : found.datasetVersion();
    return Cursor.after(found.sameVersion() ? 0 : 1, -version, found.id());
  }

  /** What to offer first. */
  Uni<ComparableRuns.Suggestion> suggest(Run run) {
    UUID named = run.definition().baseline();
    String evaluation = run.origin().evaluation().name();
    return one(PREVIOUS, run.id())
        .flatMap(
            previous ->
                previous != null
                    ? suggested(
                        previous,
                        "The last completed run of "
                            + (evaluation == null ? "the same name" : evaluation)
                            + " over the same version of the dataset before this one.")
                    : (named == null
                            ? Uni.createFrom().<ComparableRuns.Found>nullItem()
                            : one(NAMED, run.id(), named))
                        .flatMap(baseline -> baseline(run, baseline)));
  }

  private Uni<ComparableRuns.Suggestion> baseline(Run run, ComparableRuns.Found named) {
    if (named != null) {
      return suggested(named, "The baseline that this run was launched with.");
    }
    return one(MARKED, run.id())
        .flatMap(
            marked ->
                suggested(
                    marked,
                    marked == null
                        ? "No completed run of the same evaluation over this version of the dataset"
                            + " came before this one, and no other run over the dataset is labelled"
                            + " baseline or pinned."
                        : "The baseline: a run over this dataset that is "
                            + (BASELINE.equals(marked.label())
                                ? "labelled baseline."
                                : "pinned.")));
  }

  private static Uni<ComparableRuns.Suggestion> suggested(ComparableRuns.Found run, String reason) {
    return Uni.createFrom().item(new ComparableRuns.Suggestion(run, reason));
  }

  private Uni<ComparableRuns.Found> one(String sql, Object... parameters) {
    return db.query(sql, parameters)
        .map(rows -> Rows.first(rows).map(ComparableRuns.Found::of).orElse(null));
  }
}
