package dev.assay.run.engine.dispatch;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.part.UnitRef;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.engine.leases.Claims;
import dev.assay.run.engine.losses.LostCalls;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Moves units from pending to dispatched and back to the caller: the row before the message. */
@ApplicationScoped
public class UnitClaims implements Claims<ClaimedUnit.Claim> {
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
      with suspect as materialized (
        -- What two workers were lost with goes out apart, so that others do not share its fate:
        -- first alone, then twice as many as long as no worker is lost with them.
        select n from units
        where run_id = $1 and status = 'pending' and deliveries >= 2
          and (not_before is null or not_before <= now())
          and not exists (select 1 from units f where f.run_id = $1
                          and f.status = 'dispatched' and f.deliveries >= 2)
        order by n limit $4
      ), taken as (
        update units u set
          status = 'dispatched', generation = $3,
          -- A worker lost with several of them tells of none of them.
          deliveries = u.deliveries
            + case when u.deliveries = 2 and (select count(*) from suspect) > 1 then 0 else 1 end,
          hand_outs = u.hand_outs + 1,
          -- Not now(): the transaction may have waited for the run's lock as long as a claim lasts.
          dispatched_at = clock_timestamp(), call_sent_at = null, not_before = null
        where u.run_id = $1 and u.status = 'pending' and u.n = any(array(
          select n from units
          where run_id = $1 and status = 'pending' and (not_before is null or not_before <= now())
            and (deliveries < 2 or n in (select n from suspect))
          order by n limit $2))
        returning u.n, u.position, u.repeat, u.generation, u.attempts, u.free_attempts,
          u.first_attempt_at, u.hand_outs, u.deliveries, old.deliveries >= 2 as suspected
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
          hand_outs = u.hand_outs + 1, dispatched_at = clock_timestamp(), call_sent_at = null
        where u.run_id = $1 and u.status = 'dispatched' and u.n = any($2)
          and u.dispatched_at < now() - $3 * interval '1 ms'
        returning u.n, u.position, u.repeat, u.generation, u.attempts, u.free_attempts,
          u.first_attempt_at, u.hand_outs, u.deliveries,
          case when old.call_sent_at is not null then old.dispatched_at end as lost_at
      )
      select u.*, i.* from taken u
      """
          + ITEM
          + "order by u.n";
  private static final String MORE =
      "update runs set suspects = least(2 * suspects, 1024) where id = $1";
  // A unit that somebody holds is just being answered: its stamp is of no use any more, and waiting
  // for it outside the run's lock could end in a circle. One that was handed out again meanwhile is
  // stamped by whoever did that.
  private static final String HELD =
      """
      where u.run_id = $1 and u.n = any(array(
        select h.n from unnest($2::int[], $3::int[], $4::int[]) as i(n, generation, hand_out)
        cross join lateral (
          select h.n from units h
          where h.run_id = $1 and h.n = i.n and h.generation = i.generation
            and h.hand_outs = i.hand_out and h.status = 'dispatched' and h.call_sent_at is null
          limit 1 for update skip locked
        ) h))
      """;
  private static final String STAMP = "update units u set call_sent_at = now() " + HELD;
  private static final String RENEW = "update units u set dispatched_at = now() " + HELD;

  private final RunLedger ledger;
  private final Db db;

  public UnitClaims(RunLedger ledger, Db db) {
    this.ledger = ledger;
    this.db = db;
  }

  /** Claims up to {@code limit} pending units of a locked run. */
  Uni<List<ClaimedUnit>> claim(SqlConnection tx, LockedRun run, int limit) {
    return Db.query(tx, CLAIM, run.id(), limit, run.generation(), run.suspects())
        .call(rows -> suspected(rows) ? Db.query(tx, MORE, run.id()) : nothing())
        .map(rows -> read(run.id(), rows))
        .call(units -> book(tx, run, units.size()));
  }

  private static boolean suspected(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .anyMatch(row -> row.getBoolean("suspected"));
  }

  private static Uni<RowSet<Row>> nothing() {
    return Uni.createFrom().nullItem();
  }

  /**
   * Takes units of a locked run whose message may be lost for another hand-out, and books those
   * that a worker may have been lost with.
   *
   * @param olderThanMs those handed out more recently are left alone: somebody was faster
   */
  public Uni<List<ClaimedUnit>> reclaim(
      SqlConnection tx, LockedRun run, Integer[] units, long olderThanMs) {
    return Db.query(tx, RECLAIM, run.id(), units, olderThanMs)
        .call(rows -> bookLost(tx, run, lost(rows)))
        .map(rows -> read(run.id(), rows));
  }

  private static List<LostCalls.Lost> lost(RowSet<Row> rows) {
    return Rows.list(
            rows, row -> new LostCalls.Lost(row.getInteger("n"), row.getOffsetDateTime("lost_at")))
        .stream()
        .filter(one -> one.at() != null)
        .toList();
  }

  private Uni<?> bookLost(SqlConnection tx, LockedRun run, List<LostCalls.Lost> lost) {
    return lost.isEmpty()
        ? nothing()
        : LostCalls.book(tx, run.id(), lost)
            .flatMap(
                done -> ledger.book(tx, run, new RunChange().event(LostCalls.told(lost.size()))));
  }

  @Override
  public Uni<Void> renew(List<ClaimedUnit.Claim> claims) {
    return change(RENEW, claims);
  }

  @Override
  public Uni<Void> stamp(List<ClaimedUnit.Claim> claims) {
    return change(STAMP, claims);
  }

  /** Run by run, through the primary key: a young table has no statistics to join it by. */
  private Uni<Void> change(String sql, List<ClaimedUnit.Claim> claims) {
    Map<UUID, List<ClaimedUnit.Claim>> byRun =
        claims.stream().collect(Collectors.groupingBy(claim -> claim.unit().runId()));
    return InOrder.each(
        byRun.entrySet(),
        run ->
            db.query(
                    sql,
                    run.getKey(),
                    column(run.getValue(), Integer[]::new, claim -> claim.unit().n()),
                    column(run.getValue(), Integer[]::new, claim -> claim.unit().generation()),
                    column(run.getValue(), Integer[]::new, ClaimedUnit.Claim::handOut))
                .replaceWithVoid());
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
