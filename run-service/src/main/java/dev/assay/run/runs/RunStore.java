package dev.assay.run.runs;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.VersionReference;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.listing.RunFilter;
import dev.assay.run.runs.listing.RunOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads and writes the rows of runs. A run of another workspace does not exist. */
@ApplicationScoped
public class RunStore {
  private static final String GET =
      "select " + Run.COLUMNS + " from runs r where r.id = $1 and r.workspace_id = $2";
  // The order of rank decides which items a limit keeps, and in which order units are dispatched.
  private static final String UNITS =
      """
      with sized as (
        select position, item_id, coalesce(section, '') as section,
               md5($4 || item_id) as dice,
               count(*) over (partition by coalesce(section, '')) as size
        from items
        where dataset_version_id = $2 and ($5::text[] is null or section = any($5))
      ), placed as (
        select position, dice,
               case $3 when 'position' then position::float8
                       when 'random' then 0
                       else (row_number() over (partition by section order by dice) - 0.5) / size
               end as place
        from sized
      ), ranked as (
        select position, row_number() over (order by place, dice, position) as rank from placed
      )
      insert into units (run_id, n, position, repeat, status, generation)
      select $1, (row_number() over (order by rank, k) - 1)::int, position, k, 'pending', 1
      from ranked cross join generate_series(0, $6::int - 1) as k
      where $7::int is null or rank <= $7::int
      """;
  private static final String COUNT =
      """
      select least(count(*), $3::bigint) as items from (
        select 1 from items
        where dataset_version_id = $1 and ($2::text[] is null or section = any($2))
        limit $3::bigint) found
      """;
  private static final String OPEN =
      """
      select count(*) as open from runs
      where workspace_id = $1
        and status in ('queued', 'running_dataset', 'evaluating_results', 'cancelling')
      """;
  private static final String INSERT =
      """
      insert into runs (id, workspace_id, name, alias, label, tags, metadata, trigger,
        evaluation_name, evaluation_version, dataset_name, dataset_version, dataset_version_id,
        target_kind, provider_name, model, spec, status, concurrency, repeats, total, pending,
        self_test, warnings, group_id, event_seq, judge_keys,
        combining_keys, gated, deadline_ms, max_duration_s, max_cost, max_tokens, skill_name,
        skill_version, purpose, parent_run_id)
      values ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9, $10, $11, $12, $13, $14, $15, $16,
        $17::text::json, 'queued', $18, $19, $20, $20, $21::text::json, $22::text::json,
        $23, 1, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
        $34)
      """;

  // What is large is read of the runs of the page only, not of all that are put in order.
  private static final String PLACED =
      """
      select one.id, one.place, %1$s as page_bytes
      from (
        select * from (select r.id, %2$s as place from runs r where %3$s) one
        order by %4$s limit $%5$d
      ) one join runs r on r.id = one.id
      """;
  private static final String LISTED =
      "select "
          + Run.COLUMNS
          + ", one.place::text as place, one.page_there"
          + " from (%s) one join runs r on r.id = one.id order by %s";

  private final Db db;

  public RunStore(Db db) {
    this.db = db;
  }

  /**
   * The same for the request that asks here and now, also where it goes on outside of its context.
   */
  public RunStore here() {
    return new RunStore(db.in(Lane.REQUEST).here());
  }

  /** One run; fails with NOT_FOUND when there is none in the workspace. */
  public Uni<Run> get(UUID workspaceId, UUID runId) {
    return db.query(GET, runId, workspaceId).map(rows -> one(rows, runId));
  }

  /** One run as a transaction sees it. */
  public Uni<Run> get(SqlConnection tx, UUID workspaceId, UUID runId) {
    return Db.query(tx, GET, runId, workspaceId).map(rows -> one(rows, runId));
  }

  private static Run one(RowSet<Row> rows, UUID runId) {
    return Rows.first(rows).map(Run::of).orElseThrow(() -> ProblemException.notFound("run", runId));
  }

  /**
   * How many units a run will have, counted before any is written.
   *
   * @param most more items than this are not counted
   */
  public Uni<Long> countUnits(SqlConnection tx, ResolvedRun run, long most) {
    List<String> sections = run.spec().dataset().sections();
    Integer limit = run.spec().dataset().limit();
    return Db.query(
            tx,
            COUNT,
            run.datasetVersionId(),
            sections == null ? null : sections.toArray(String[]::new),
            limit == null ? most : Math.min(most, limit))
        .map(rows -> Rows.one(rows).getLong("items") * run.repeats());
  }

  /** How many runs of a workspace have not ended. */
  public Uni<Long> countOpen(SqlConnection tx, UUID workspaceId) {
    return Db.query(tx, OPEN, workspaceId).map(rows -> Rows.one(rows).getLong("open"));
  }

  /** Makes the units of a run; the item is how many. */
  public Uni<Integer> insertUnits(SqlConnection tx, UUID runId, ResolvedRun run) {
    RunSpec spec = run.spec();
    List<String> sections = spec.dataset().sections();
    return Db.query(
            tx,
            UNITS,
            runId,
            run.datasetVersionId(),
            spec.order().name().toLowerCase(java.util.Locale.ROOT),
            Long.toString(spec.seed()),
            sections == null ? null : sections.toArray(String[]::new),
            run.repeats(),
            spec.dataset().limit())
        .map(rows -> rows.rowCount());
  }

  /** Makes the run's row. */
  public Uni<Void> insert(SqlConnection tx, UUID runId, ResolvedRun run, int units) {
    String skill = run.spec().target().skill();
    VersionReference ofSkill = skill == null ? null : VersionReference.of(skill);
    return Db.query(
            tx,
            INSERT,
            runId,
            run.workspaceId(),
            run.name(),
            run.request().alias(),
            run.request().label(),
            run.request().tags() == null
                ? new String[0]
                : run.request().tags().toArray(String[]::new),
            run.metadataJson(),
            run.request().trigger(),
            run.evaluation().name(),
            run.evaluation().version(),
            run.spec().dataset().name(),
            run.spec().dataset().version(),
            run.datasetVersionId(),
            run.spec().target().kind(),
            run.spec().target().provider(),
            run.spec().target().model(),
            run.specJson(),
            run.concurrency(),
            run.repeats(),
            units,
            run.selfTestJson(),
            run.warningsJson(),
            run.group(),
            run.spec().judgeKeys().toArray(String[]::new),
            run.spec().combiningKeys().toArray(String[]::new),
            run.spec().gated(),
            run.spec().policy().deadlineMs(),
            budget(run, RunSpec.Budget::maxDurationS),
            budget(run, RunSpec.Budget::maxCost),
            budget(run, RunSpec.Budget::maxTokens),
            ofSkill == null ? null : ofSkill.name(),
            ofSkill == null ? null : ofSkill.version(),
            run.purpose() == null ? null : run.purpose().wire(),
            run.parent())
        .replaceWithVoid();
  }

  private static <T> T budget(ResolvedRun run, Function<RunSpec.Budget, T> part) {
    return run.spec().budget() == null ? null : part.apply(run.spec().budget());
  }

  /** The newest runs in these statuses, null for all; fewer where they are large. */
  public Uni<List<Run>> newest(UUID workspaceId, String[] statuses, int limit) {
    RunFilter filter = new RunFilter();
    filter.status = statuses == null ? null : String.join(",", statuses);
    return page(workspaceId, filter, RunOrder.NEWEST, null, limit).map(Page::data);
  }

  /** The newest runs that a filter leaves, however large they are. */
  public Uni<List<Run>> newest(UUID workspaceId, RunFilter filter, int limit) {
    return newest(workspaceId, filter, null, limit, List.of());
  }

  private Uni<List<Run>> newest(
      UUID workspaceId, RunFilter filter, Cursor after, int limit, List<Run> before) {
    return page(workspaceId, filter, RunOrder.NEWEST, after, limit - before.size())
        .flatMap(
            page -> {
              List<Run> all = new ArrayList<>(before);
              all.addAll(page.data());
              return page.nextCursor() == null || all.size() >= limit
                  ? Uni.createFrom().item(all)
                  : newest(workspaceId, filter, last(all), limit, all);
            });
  }

  private static Cursor last(List<Run> runs) {
    return RunOrder.NEWEST.after(runs.get(runs.size() - 1).id(), null);
  }

  /** A run in a list; its place is what it is ordered by, as text, null where that is its id. */
  private record Listed(Run run, String place) {}

  /**
   * A page of runs in an order.
   *
   * @param after where the page before ended, null for the first
   */
  public Uni<Page<Run>> page(
      UUID workspaceId, RunFilter filter, RunOrder order, Cursor after, int limit) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(workspaceId);
    StringBuilder where = new StringBuilder("r.workspace_id = $1");
    filter.append(where, parameters);
    order.append(where, parameters, after);
    parameters.add(limit + 1);
    String placed =
        PLACED.formatted(Run.BYTES, order.place(), where, order.sorted("one"), parameters.size());
    String fitting = PageFit.of(placed, order.sorted("sized"), parameters.size());
    // Other orders than that of the ids look at every run that the filter leaves.
    return (order.byLaunch() ? db : db.in(Lane.READER))
        .query(LISTED.formatted(fitting, order.sorted("one")), parameters.toArray())
        .map(
            rows ->
                PageFit.page(
                    rows,
                    row -> new Listed(Run.of(row), row.getString("place")),
                    last -> order.after(last.run().id(), last.place())))
        .map(page -> page.map(Listed::run));
  }
}
