package dev.assay.run.results.archive;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.runs.Run;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what a run can be compared with. */
@ApplicationScoped
class ComparableQuery {
  private static final String COLUMNS =
      """
      r.id, r.name, r.alias, r.label, r.pinned, r.provider_name, r.model, r.evaluation_name,
      r.evaluation_version, r.dataset_version, r.status, r.verdict, r.queued_at,
      r.finished_at, r.score_sum / nullif(r.score_count, 0) as mean_score,
      r.dataset_version_id = it.dataset_version_id as same, part.same as same_part,
      ours.scorers, ours.judges, (%s) as versions
      """
          .formatted(versions("r"));

  private static final String OTHERS =
      """
      runs it
      join runs r on r.workspace_id = it.workspace_id and r.id <> it.id
        and (r.dataset_version_id = it.dataset_version_id or r.dataset_name = it.dataset_name)
      """;

  private static final String PARTS =
      """
      cross join lateral (%1$s) ours
      cross join lateral (%2$s) own
      cross join lateral (
        select nullif(ours.slice ->> 'sections', '[]')
                 is not distinct from nullif(own.slice ->> 'sections', '[]')
               and r.total / r.repeats = it.total / it.repeats
               and (coalesce(ours.slice ->> 'limit', own.slice ->> 'limit') is null
                    or (ours.sequence, ours.seed) is not distinct from (own.sequence, own.seed))
               as same
      ) part
      where it.id = $1
      """
          .formatted(defined("r"), defined("it"));

  private static final String FOUND = "select " + COLUMNS + " from " + OTHERS + PARTS;

  /** How the run itself is scored, which is held against all others. */
  private static final String OWN =
      "select own.scorers, own.judges, (%s) as versions from runs it cross join lateral (%s) own"
              .formatted(versions("it"), defined("it"))
          + " where it.id = $1";

  // A part of a run is not held against the whole of another, nor a target against the ones that
  // were launched beside it. Of several targets it is the one of the same alias, else model.
  private static final String SAME_TARGET =
      """
       and part.same
       and (it.group_id is null or r.group_id is distinct from it.group_id)
       and ((it.group_id is null and r.group_id is null)
            or r.alias = it.alias
            or ((r.provider_name, r.model) is not distinct from (it.provider_name, it.model)
                and not exists (
                  select from runs g where g.workspace_id = it.workspace_id
                    and g.group_id = r.group_id and g.alias = it.alias)))
      """;
  private static final String COMPLETED = " and r.status in ('successful', 'partially_successful')";
  private static final String PLACE = "far, age, id desc";
  // By the keys first: of a definition, which may be large, no more is read than a page shows.
  private static final String PLACED =
      """
      select one.*, %s as page_bytes
      from (
        select * from (
          select r.id, (r.dataset_version_id <> it.dataset_version_id)::int as far,
                 -coalesce(r.dataset_version, 0) as age
          from %s
          where it.id = $1
            and r.status in ('cancelled', 'successful', 'partially_successful', 'failed')
        ) placed
        where $2::int is null or (far, age) > ($2, $3::int)
          or ((far, age) = ($2, $3) and id < $4)
        order by far, age, id desc limit $5
      ) one join runs r on r.id = one.id
      """
          .formatted(PageFit.bytes("r.spec"), OTHERS);
  private static final String LIST =
      "with page as ("
          + PageFit.of(PLACED, PLACE, 5)
          + ") select "
          + COLUMNS
          + ", page.page_there from "
          + OTHERS
          + " join page on page.id = r.id "
          + PARTS
          + " order by page.page_place";
  private static final String PREVIOUS =
      FOUND
          + COMPLETED
          + """
            and r.id < it.id and r.dataset_version_id = it.dataset_version_id
            %s
            and (r.evaluation_name = it.evaluation_name
                 or (r.evaluation_name is null and it.evaluation_name is null
                     and r.name = it.name))
          order by r.id desc limit 1
          """
              .formatted(SAME_TARGET);
  private static final String PARENT = FOUND + COMPLETED + " and r.id = it.parent_run_id";
  private static final String BASELINE = "baseline";
  private static final String NAMED = FOUND + COMPLETED + " and r.id = $2";
  private static final String MARKED =
      FOUND
          + COMPLETED
          + """
            and (r.label = 'baseline' or r.pinned) and part.same
            and (it.group_id is null or r.group_id is distinct from it.group_id)
          order by same desc, r.label is not distinct from 'baseline' desc, r.id desc limit 1
          """;

  /** Of the scorers; the first units have scores of all of them, and no run is read as a whole. */
  private static String versions(String run) {
    return """
    select json_object_agg(v.key, v.version)::text from (
      select s.key, max(s.scorer_version)::text as version from scores s
      where s.run_id = %s.id and s.n < 100 and s.status = 'success' group by s.key) v
    """
        .formatted(run);
  }

  private static String defined(String run) {
    return "select %s as slice, %s::text as scorers, %s::text as judges, %s::text as sequence, %s::text as seed"
        .formatted(
            Stream.of("dataset", "scorers", "judges", "order", "seed")
                .map(part -> JsonColumns.member(run + ".spec", part))
                .toArray());
  }

  private final Db db;

  ComparableQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** How a run itself is scored. */
  Uni<Map<String, ScoredBy>> own(UUID run) {
    return db.query(OWN, run)
        .map(rows -> Rows.first(rows).map(ComparableRuns.Found::scoredBy).orElse(Map.of()));
  }

  /**
   * A page.
   *
   * @param own how the run itself is scored
   */
  Uni<Page<ComparableRuns.Found>> list(
      UUID run, Map<String, ScoredBy> own, Cursor after, int limit) {
    return db.query(
            LIST,
            run,
            after == null ? null : (Integer) (int) after.number(0),
            after == null ? null : (Integer) (int) after.number(1),
            after == null ? null : after.uuid(2),
            limit + 1)
        .map(
            rows ->
                PageFit.page(
                    rows, row -> ComparableRuns.Found.of(row, own), ComparableQuery::after));
  }

  /** Where a page goes on behind a run. */
  private static Cursor after(ComparableRuns.Found found) {
    int version = found.datasetVersion() == null ? 0 : found.datasetVersion();
    return Cursor.after(found.sameVersion() ? 0 : 1, -version, found.id());
  }

  /** What to offer first. */
  Uni<ComparableRuns.Suggestion> suggest(Run run, Map<String, ScoredBy> own) {
    return one(own, PARENT, run.id())
        .flatMap(
            parent ->
                parent != null
                    ? suggested(
                        parent, "The run whose inputs this one asks again of another version.")
                    : previous(run, own));
  }

  private Uni<ComparableRuns.Suggestion> previous(Run run, Map<String, ScoredBy> own) {
    UUID named = run.definition().baseline();
    String evaluation = run.origin().evaluation().name();
    return one(own, PREVIOUS, run.id())
        .flatMap(
            previous ->
                previous != null
                    ? suggested(
                        previous,
                        "The last completed run of "
                            + (evaluation == null ? "the same name" : evaluation)
                            + " over the same items before this one"
                            + (run.names().group() == null ? "." : ", by the same target."))
                    : (named == null
                            ? Uni.createFrom().<ComparableRuns.Found>nullItem()
                            : one(own, NAMED, run.id(), named))
                        .flatMap(baseline -> baseline(run, own, baseline)));
  }

  private Uni<ComparableRuns.Suggestion> baseline(
      Run run, Map<String, ScoredBy> own, ComparableRuns.Found named) {
    if (named != null) {
      return suggested(
          named,
          "The baseline that this run was launched with"
              + (named.samePart() ? "." : ", over another part of the dataset."));
    }
    return one(own, MARKED, run.id())
        .flatMap(
            marked ->
                suggested(
                    marked,
                    marked == null
                        ? "No completed run of the same evaluation over these items came before"
                            + " this one, and no other run over them is labelled baseline or"
                            + " pinned."
                        : "The baseline: a run over this dataset that is "
                            + (BASELINE.equals(marked.label())
                                ? "labelled baseline."
                                : "pinned.")));
  }

  private static Uni<ComparableRuns.Suggestion> suggested(ComparableRuns.Found run, String reason) {
    return Uni.createFrom().item(new ComparableRuns.Suggestion(run, reason));
  }

  private Uni<ComparableRuns.Found> one(
      Map<String, ScoredBy> own, String sql, Object... parameters) {
    return db.query(sql, parameters)
        .map(rows -> Rows.first(rows).map(row -> ComparableRuns.Found.of(row, own)).orElse(null));
  }
}
