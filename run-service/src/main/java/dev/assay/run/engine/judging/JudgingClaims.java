package dev.assay.run.engine.judging;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.engine.leases.Claims;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.state.LockedRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The statements that hand answers to judges. */
@ApplicationScoped
public class JudgingClaims implements Claims<JudgingClaims.Judging> {
  // Answers are looked at in order, a bounded number of them: those before the first that is free
  // are the ones under way, and there are no more of these than the run may have.
  private static final String CLAIM =
      """
      insert into judgings (run_id, n, key, generation, handed_at)
      -- Not now(): the transaction may have waited for the run's lock as long as a claim lasts.
      select $1, w.n, w.key, $2, clock_timestamp()
      from (
        select u.n, k.key, row_number() over (partition by k.key order by u.n) as place, k.room
        from (
          select n from units
          where run_id = $1 and status = 'answered' and generation = $2
          order by n limit $5
        ) u
        cross join unnest($3::text[], $4::int[]) as k(key, room)
        where not exists (
            select 1 from scores s where s.run_id = $1 and s.n = u.n and s.key = k.key)
          and not exists (
            select 1 from judgings j where j.run_id = $1 and j.n = u.n and j.key = k.key)
      ) w
      where w.place <= w.room
      order by w.n, w.key
      limit $6
      on conflict do nothing
      returning n, key
      """;
  // One that somebody holds is just being scored, or taken by somebody else.
  private static final String HELD =
      """
      with held as materialized (
        select j.run_id, j.n, j.key
        from unnest($1::uuid[], $2::int[], $3::text[], $4::int[]) as i(run_id, n, key, generation)
        join judgings j on j.run_id = i.run_id and j.n = i.n and j.key = i.key
        where j.generation = i.generation and j.sent_at is null
        for update of j skip locked
      )
      """;
  private static final String STAMP =
      HELD
          + "update judgings j set sent_at = now()"
          + " from held h where j.run_id = h.run_id and j.n = h.n and j.key = h.key";
  private static final String RENEW =
      HELD
          + "update judgings j set handed_at = now()"
          + " from held h where j.run_id = h.run_id and j.n = h.n and j.key = h.key";
  private static final String AGAIN =
      """
      update judgings j set handed_at = clock_timestamp(), sent_at = null,
        -- What the broker never had was not lost with anybody.
        deliveries = j.deliveries + case when j.sent_at is null then 0 else 1 end
      from unnest($2::int[], $3::text[]) as i(n, key)
      where j.run_id = $1 and j.n = i.n and j.key = i.key and j.generation = $4
        and j.handed_at < now() - $5 * interval '1 ms'
      returning j.n, j.key
      """;

  private final Db db;

  public JudgingClaims(Db db) {
    this.db = db;
  }

  /**
   * One answer handed to one judge.
   *
   * @param n number of the unit
   * @param key of the scorer
   */
  public record Judging(UUID runId, int generation, int n, String key) {}

  /**
   * Hands out.
   *
   * @param keys of the scorers that ask
   * @param rooms how many more of each may be under way
   * @param most of all together
   */
  Uni<List<Judging>> claim(
      SqlConnection tx, LockedRun run, String[] keys, Integer[] rooms, int most, int lookAt) {
    return Db.query(tx, CLAIM, run.id(), run.generation(), keys, rooms, lookAt, most)
        .map(rows -> list(run.id(), run.generation(), rows));
  }

  @Override
  public Uni<Void> renew(List<Judging> claims) {
    return change(RENEW, claims);
  }

  @Override
  public Uni<Void> stamp(List<Judging> claims) {
    return change(STAMP, claims);
  }

  private Uni<Void> change(String sql, List<Judging> claims) {
    return db.query(
            sql,
            column(claims, UUID[]::new, Judging::runId),
            ns(claims),
            keys(claims),
            column(claims, Integer[]::new, Judging::generation))
        .replaceWithVoid();
  }

  /**
   * Takes the same for another hand-out, and counts it when the one before was sent.
   *
   * @param olderThanMs those handed out more recently are left alone: another replica was faster
   */
  public Uni<List<Judging>> again(
      UUID runId, int generation, List<Judging> late, long olderThanMs) {
    return db.query(AGAIN, runId, ns(late), keys(late), generation, olderThanMs)
        .map(rows -> list(runId, generation, rows));
  }

  private static List<Judging> list(UUID runId, int generation, RowSet<Row> rows) {
    return Rows.list(
        rows, row -> new Judging(runId, generation, row.getInteger("n"), row.getString("key")));
  }

  private static Integer[] ns(List<Judging> judgings) {
    return column(judgings, Integer[]::new, Judging::n);
  }

  private static String[] keys(List<Judging> judgings) {
    return column(judgings, String[]::new, Judging::key);
  }
}
