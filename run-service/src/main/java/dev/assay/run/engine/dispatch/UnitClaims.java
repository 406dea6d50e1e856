package dev.assay.run.engine.dispatch;

import dev.assay.common.part.UnitRef;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Moves units from pending to dispatched and back to the caller: the row before the message. */
@ApplicationScoped
public class UnitClaims {
  private static final String ITEM =
      """
      left join lateral (
        select i.item_id, i.section, i.label, i.body::text as body
        from items i
        where i.dataset_version_id = (select r.dataset_version_id from runs r where r.id = $1)
          and i.position = u.position
      ) i on true
      """;
  private static final String CLAIM =
      """
      with taken as (
        update units u set
          status = 'dispatched', generation = $3, deliveries = u.deliveries + 1,
          hand_outs = u.hand_outs + 1,
          dispatched_at = now(), call_sent_at = null, not_before = null
        where u.run_id = $1 and u.status = 'pending' and u.n = any(array(
          select n from units
          where run_id = $1 and status = 'pending' and (not_before is null or not_before <= now())
            -- What two workers were lost with goes out alone, so that others do not share its fate.
            and (deliveries < 2 or n = (
              select min(s.n) from units s
              where s.run_id = $1 and s.status = 'pending' and s.deliveries >= 2
                and (s.not_before is null or s.not_before <= now())
                and not exists (select 1 from units f where f.run_id = $1
                                and f.status = 'dispatched' and f.deliveries >= 3)))
          order by n limit $2))
        returning u.n, u.position, u.repeat, u.generation, u.attempts, u.free_attempts,
          u.first_attempt_at, u.hand_outs, u.deliveries
      )
      select u.*, i.* from taken u
      """
          + ITEM
          + "order by u.n";
  private static final String RECLAIM =
      """
      with taken as (
        update units u set
          deliveries = u.deliveries + case when u.call_sent_at is null then 0 else 1 end,
          hand_outs = u.hand_outs + 1, dispatched_at = now(), call_sent_at = null
        where u.run_id = $1 and u.status = 'dispatched' and u.n = any($2)
          and u.dispatched_at < now() - $3 * interval '1 ms'
        returning u.n, u.position, u.repeat, u.generation, u.attempts, u.free_attempts,
          u.first_attempt_at, u.hand_outs, u.deliveries
      )
      select u.*, i.* from taken u
      """
          + ITEM
          + "order by u.n";
  // A unit that somebody holds is just being answered: its stamp is of no use any more, and waiting
  // for it outside the run's lock could end in a circle.
  private static final String STAMP =
      """
      update units u set call_sent_at = now()
      where u.run_id = $1 and u.n = any(array(
        select n from units
        where run_id = $1 and n = any($2) and generation = $3 and status = 'dispatched'
          and call_sent_at is null
        for update skip locked))
      """;

  private final RunLedger ledger;
  private final Db db;

  public UnitClaims(RunLedger ledger, Db db) {
    this.ledger = ledger;
    this.db = db;
  }

  /** Claims up to {@code limit} pending units of a locked run. */
  Uni<List<ClaimedUnit>> claim(SqlConnection tx, LockedRun run, int limit) {
    return Db.query(tx, CLAIM, run.id(), limit, run.generation())
        .map(rows -> read(run.id(), rows))
        .call(units -> book(tx, run, units.size()));
  }

  /**
   * Takes units whose message may be lost for another hand-out. Needs the run's lock.
   *
   * @param olderThanMs those handed out more recently are left alone: somebody was faster
   */
  public Uni<List<ClaimedUnit>> reclaim(
      SqlConnection tx, UUID runId, Integer[] units, long olderThanMs) {
    return Db.query(tx, RECLAIM, runId, units, olderThanMs).map(rows -> read(runId, rows));
  }

  /** Stamps units whose message the broker has accepted. */
  Uni<Void> stamp(UUID runId, int generation, Integer[] units) {
    return db.query(STAMP, runId, units, generation).replaceWithVoid();
  }

  private Uni<?> book(SqlConnection tx, LockedRun run, int k) {
    if (k == 0) {
      return Uni.createFrom().nullItem();
    }
    return ledger.book(
        tx, run, new RunChange().count(Counts.moved(UnitStatus.PENDING, UnitStatus.DISPATCHED, k)));
  }

  private static List<ClaimedUnit> read(UUID runId, Iterable<Row> rows) {
    List<ClaimedUnit> units = new ArrayList<>();
    for (Row row : rows) {
      units.add(
          new ClaimedUnit(
              new UnitRef(runId, row.getInteger("n"), row.getInteger("generation")),
              row.getInteger("position"),
              row.getInteger("repeat"),
              row.getString("item_id"),
              row.getString("section"),
              row.getString("label"),
              row.getString("body"),
              row.getInteger("attempts"),
              row.getOffsetDateTime("first_attempt_at"),
              row.getInteger("hand_outs"),
              row.getInteger("deliveries"),
              row.getInteger("free_attempts")));
    }
    return units;
  }
}
