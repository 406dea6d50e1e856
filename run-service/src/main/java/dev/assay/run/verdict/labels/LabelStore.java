package dev.assay.run.verdict.labels;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.Conditions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of labels. */
@ApplicationScoped
public class LabelStore {
  /** What a label remembers of the answer {@code a} that was seen. */
  public static final String ANSWER_SHA256 =
      "encode(sha256(convert_to(coalesce(a.output::text, '') || chr(10)"
          + " || coalesce(a.tool_calls::text, ''), 'UTF8')), 'hex')";

  // Held against the deletion of the run only: counters go on moving meanwhile.
  private static final String RUN =
      "select spec::text as spec from runs where id = $1 and workspace_id = $2 for key share";
  private static final String ANSWERS =
      """
      select u.n, u.position, u.repeat, i.item_id,
             case when a.output is not null or a.tool_calls is not null then
               %s
             end as sha256
      from items i
      join units u on u.run_id = $1 and u.position = i.position
      left join answers a on a.run_id = u.run_id and a.n = u.n
      -- Of one table and one version, so that both indexes of items can be used.
      where i.dataset_version_id = (select r.dataset_version_id from runs r where r.id = $1)
        and (i.item_id = any($2::text[]) or i.position = any($3::int[]))
      """
          .formatted(ANSWER_SHA256);
  private static final String WRITE =
      """
      insert into human_labels
        (id, workspace_id, run_id, n, key, rater, passed, score, note, answer_sha256)
      select g.id, $1, $2, g.n, g.key, g.rater, g.passed, g.score, g.note, g.sha256
      from unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::boolean[], $8::float8[],
                  $9::text[], $10::text[])
        as g(id, n, key, rater, passed, score, note, sha256)
      -- Two that label the same answers lock them in the same order.
      order by g.n, g.key, g.rater
      on conflict (run_id, n, key, rater) do update set
        passed = excluded.passed, score = excluded.score, note = excluded.note,
        answer_sha256 = excluded.answer_sha256, updated_at = now()
      returning (xmax = 0) as made
      """;
  private static final String LIST =
      """
      select l.id, l.run_id, l.key, l.rater, l.passed, l.score, l.note, l.created_at, l.updated_at,
             u.position, u.repeat, i.item_id, s.status as judged_status, s.score as judged_score,
             s.passed as judged_passed, s.passport,
             a.run_id is null or l.answer_sha256 <> %s as stale
      from human_labels l
      join runs r on r.id = l.run_id
      join units u on u.run_id = l.run_id and u.n = l.n
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      left join answers a on a.run_id = l.run_id and a.n = l.n
      left join scores s on s.run_id = l.run_id and s.n = l.n and s.key = l.key
      where l.workspace_id = $1 and l.run_id = $2
      """
          .formatted(ANSWER_SHA256);
  private static final String DELETE =
      "delete from human_labels where workspace_id = $1 and run_id = $2 and id = $3";

  private final Db db;

  LabelStore(Db db) {
    this.db = db;
  }

  /**
   * A label that can be stored.
   *
   * @param sha256 of the answer
   */
  record Placed(int n, Label label, String sha256) {}

  /** The definition of a run, null when the workspace has no such run; it stays until the end. */
  static Uni<String> spec(SqlConnection tx, UUID workspaceId, UUID runId) {
    return Db.query(tx, RUN, runId, workspaceId)
        .map(rows -> Rows.first(rows).map(row -> row.getString("spec")).orElse(null));
  }

  /** The units of these items: {@code n, position, repeat, item_id, sha256}, null unanswered. */
  static Uni<RowSet<Row>> answers(
      SqlConnection tx, UUID runId, String[] itemIds, Integer[] positions) {
    return Db.query(tx, ANSWERS, runId, itemIds, positions);
  }

  /** Stores labels; the item is how many of them were not there before. */
  static Uni<Integer> write(SqlConnection tx, UUID workspaceId, UUID runId, List<Placed> labels) {
    return Db.query(
            tx,
            WRITE,
            workspaceId,
            runId,
            labels.stream().map(l -> Ids.next()).toArray(UUID[]::new),
            labels.stream().map(Placed::n).toArray(Integer[]::new),
            labels.stream().map(l -> l.label().scorer()).toArray(String[]::new),
            labels.stream().map(l -> l.label().rater()).toArray(String[]::new),
            labels.stream().map(l -> l.label().passed()).toArray(Boolean[]::new),
            labels.stream().map(l -> l.label().score()).toArray(Double[]::new),
            labels.stream().map(l -> l.label().note()).toArray(String[]::new),
            labels.stream().map(Placed::sha256).toArray(String[]::new))
        .map(
            rows -> {
              int made = 0;
              for (Row row : rows) {
                made += row.getBoolean("made") ? 1 : 0;
              }
              return made;
            });
  }

  /** Labels of a run in the order in which they were first given. */
  Uni<List<LabelView>> list(
      UUID workspaceId, UUID runId, String scorer, String by, UUID after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId, runId));
    StringBuilder sql = new StringBuilder(LIST);
    new Conditions(sql, parameters)
        .add("l.key = $%d", scorer)
        .add("l.rater = $%d", by)
        .add("l.id > $%d", after);
    parameters.add(limit);
    sql.append(" order by l.id limit $").append(parameters.size());
    return db.query(sql.toString(), parameters.toArray())
        .map(rows -> Rows.list(rows, LabelView::of));
  }

  /** Removes a label; whether it was there. */
  Uni<Boolean> delete(UUID workspaceId, UUID runId, UUID id) {
    return db.query(DELETE, workspaceId, runId, id).map(rows -> rows.rowCount() > 0);
  }
}
