package dev.assay.run.engine.tasks;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.engine.leases.Claims;
import dev.assay.run.engine.leases.LeaseConfig;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The statements that note which answers are being sent to be scored, and which were. */
@ApplicationScoped
class TaskClaims implements Claims<TaskClaims.Claim> {
  // A unit that somebody holds is just being scored, or taken by somebody else.
  private static final String HELD =
      """
      with held as materialized (
        select u.run_id, u.n
        from unnest($1::uuid[], $2::int[]) as i(run_id, n)
        join units u on u.run_id = i.run_id and u.n = i.n
        where u.status = 'answered'
        for update of u skip locked
      )
      """;
  private static final String STAMP =
      HELD
          + "update units u set task_sent_at = now()"
          + " from held h where u.run_id = h.run_id and u.n = h.n";
  // What was stamped before goes out again for scorers that combine others: it is not looked at
  // either while it does.
  private static final String RENEW =
      HELD
          + "update units u set look_at = greatest(u.look_at, now() + $3 * interval '1 ms')"
          + " from held h where u.run_id = h.run_id and u.n = h.n";
  // Those that began the generation. What was answered later is sent by whoever took it in, and
  // what the sweeper has taken counts as answered when it did.
  private static final String TAKE =
      """
      with due as materialized (
        select n from units
        where run_id = $1 and n > $2 and status = 'answered' and task_sent_at is null
          and answered_at <= (select generation_started_at from runs where id = $1)
        order by n limit $3
        for update skip locked
      )
      update units u set look_at = now() + $4 * interval '1 ms'
      from due where u.run_id = $1 and u.n = due.n
      returning u.n
      """;

  private final Db db;
  private final LeaseConfig config;

  TaskClaims(Db db, LeaseConfig config) {
    this.db = db;
    this.config = config;
  }

  /** An answer that is being sent. */
  record Claim(UUID runId, int n) {
    static List<Claim> of(UUID runId, List<Integer> units) {
      return units.stream().map(n -> new Claim(runId, n)).toList();
    }
  }

  /**
   * Takes the next answers with which a run began its generation, and which nobody has sent.
   *
   * @param after which number, in their order
   * @return their numbers; none when there are no more
   */
  Uni<List<Integer>> take(UUID runId, int after, int most) {
    return db.query(TAKE, runId, after, most, config.unsent().toMillis())
        .map(rows -> Rows.list(rows, row -> row.getInteger("n")));
  }

  @Override
  public Uni<Void> renew(List<Claim> claims) {
    return db.query(RENEW, runs(claims), units(claims), config.unsent().toMillis())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> stamp(List<Claim> claims) {
    return db.query(STAMP, runs(claims), units(claims)).replaceWithVoid();
  }

  private static UUID[] runs(List<Claim> claims) {
    return column(claims, UUID[]::new, Claim::runId);
  }

  private static Integer[] units(List<Claim> claims) {
    return column(claims, Integer[]::new, Claim::n);
  }
}
