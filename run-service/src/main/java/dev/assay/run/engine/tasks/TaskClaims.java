package dev.assay.run.engine.tasks;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.engine.leases.Claims;
import dev.assay.run.engine.leases.LeaseConfig;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The statements that note which answers are being sent to be scored, and which were. */
@ApplicationScoped
class TaskClaims implements Claims<TaskClaims.Claim> {
  // A unit that somebody holds is just being scored, or taken by somebody else.
  private static final String HELD =
      """
      where u.run_id = $1 and u.n = any(array(
        select h.n from units h
        where h.run_id = $1 and h.n = any($2) and h.status = 'answered'
        for update skip locked))
      """;
  private static final String STAMP = "update units u set task_sent_at = now() " + HELD;
  // What was stamped before goes out again for scorers that combine others: it is not looked at
  // either while it does.
  private static final String RENEW =
      "update units u set look_at = greatest(u.look_at, now() + $3 * interval '1 ms') " + HELD;
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
    return byRun(claims, (run, units) -> db.query(RENEW, run, units, config.unsent().toMillis()));
  }

  @Override
  public Uni<Void> stamp(List<Claim> claims) {
    return byRun(claims, (run, units) -> db.query(STAMP, run, units));
  }

  /** Run by run, through the primary key: a young table has no statistics to join it by. */
  private static Uni<Void> byRun(
      List<Claim> claims, BiFunction<UUID, Integer[], Uni<RowSet<Row>>> change) {
    Map<UUID, List<Claim>> all = claims.stream().collect(Collectors.groupingBy(Claim::runId));
    return InOrder.each(
        all.entrySet(),
        one ->
            change
                .apply(one.getKey(), column(one.getValue(), Integer[]::new, Claim::n))
                .replaceWithVoid());
  }
}
