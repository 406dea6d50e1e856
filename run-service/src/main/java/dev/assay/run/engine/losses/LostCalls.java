package dev.assay.run.engine.losses;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.events.EventDraft;
import dev.assay.run.runs.events.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The books of calls whose worker was lost: nobody knows whether the provider was asked, and what
 * it charged. A line of the ledger says so, and a run whose call it was does not know its cost.
 */
public final class LostCalls {
  /** Stands for the worker, of which nothing more is known. */
  public static final String WORKER = "lost";

  static final String ERROR =
      "The worker was lost with this call; whether the provider was asked is not known.";
  private static final String LINE =
      """
      insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms, outcome,
                            wait_ms, error, outcome_unknown, question)
      select u.run_id, u.n, i.generation, u.attempts + 1, i.worker, i.at,
             least(2147483647, extract(epoch from now() - i.at) * 1000)::int, 'transient', 0, $2,
             true, ''
      """;
  private static final String BOOK =
      LINE.replace("i.generation", "u.generation")
          + """
          from unnest($3::int[], $4::timestamptz[], $5::text[]) as i(n, at, worker)
          join units u on u.run_id = $1 and u.n = i.n
          where i.at is not null
          on conflict do nothing
          """;
  // What it reported is on record, and what the call was taken for lost by is, too. A unit may have
  // been handed out again since, also in a newer generation.
  private static final String BOOK_HELD =
      LINE
          + """
          from unnest($3::int[], $4::int[], $5::int[], $6::timestamptz[])
                 as h(n, generation, hand_out, taken_at)
          join units u on u.run_id = $1 and u.n = h.n and u.hand_outs >= h.hand_out
          cross join lateral (
            select h.generation, $7::text as worker, u.hand_outs > h.hand_out as since,
                   case when u.hand_outs > h.hand_out then h.taken_at
                        else coalesce(u.dispatched_at, h.taken_at) end as at
          ) i
          where not exists (
            select 1 from attempts a
            where a.run_id = u.run_id and a.n = u.n and a.generation = h.generation
              and a.question = ''
              and (a.worker = $7 and a.started_at >= h.taken_at
                or a.error = $2 and (a.started_at = i.at or i.since)))
          on conflict do nothing
          """;
  private static final String NOT_KNOWN = "update runs set cost_unknown = true where id = $1";
  private static final String SUSPECT = "update runs set suspects = 1 where id = $1";

  private LostCalls() {}

  /**
   * A unit that was lost with a worker.
   *
   * @param at when it was handed to that worker
   * @param worker {@link #WORKER} when that is not known
   */
  public record Lost(int n, OffsetDateTime at, String worker) {
    /** With a worker that is not known. */
    public Lost(int n, OffsetDateTime at) {
      this(n, at, WORKER);
    }
  }

  /** Books what units of a locked run were lost with their workers, and are handed out again. */
  public static Uni<Void> book(SqlConnection tx, UUID runId, List<Lost> lost) {
    return lost.isEmpty()
        ? Uni.createFrom().voidItem()
        : bookMade(tx, runId, lost).call(booked -> Db.query(tx, SUSPECT, runId));
  }

  /** The same of units that another worker has answered meanwhile. */
  public static Uni<Void> bookMade(SqlConnection tx, UUID runId, List<Lost> lost) {
    if (lost.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Db.query(
            tx,
            BOOK,
            runId,
            ERROR,
            column(lost, Integer[]::new, Lost::n),
            column(lost, OffsetDateTime[]::new, Lost::at),
            column(lost, String[]::new, Lost::worker))
        .flatMap(booked -> Db.query(tx, NOT_KNOWN, runId))
        .replaceWithVoid();
  }

  /**
   * Books the calls that a worker had by its own word when it was lost, but for those that it has
   * reported and those that are booked.
   *
   * @param calls of the run, which is locked
   * @return how many lines that are
   */
  public static Uni<Integer> bookHeld(
      SqlConnection tx, UUID runId, String worker, Map<UnitRef, WorkerCalls.Taken> calls) {
    List<Map.Entry<UnitRef, WorkerCalls.Taken>> held = List.copyOf(calls.entrySet());
    return Db.query(
            tx,
            BOOK_HELD,
            runId,
            ERROR,
            column(held, Integer[]::new, h -> h.getKey().n()),
            column(held, Integer[]::new, h -> h.getKey().generation()),
            column(held, Integer[]::new, h -> h.getValue().handOut()),
            column(held, OffsetDateTime[]::new, h -> h.getValue().at().atOffset(ZoneOffset.UTC)),
            worker)
        .map(RowSet::rowCount)
        .call(lines -> lines == 0 ? Uni.createFrom().voidItem() : Db.query(tx, NOT_KNOWN, runId));
  }

  /** The last call of a unit that is given up, as the others of it are booked. */
  public static Attempt attempt(int number, OffsetDateTime from, OffsetDateTime until) {
    return new Attempt(
        number,
        WORKER,
        from.toInstant(),
        null,
        Duration.between(from, until).toMillis(),
        OutcomeClass.TRANSIENT,
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        ERROR,
        true);
  }

  /** What people are told of it. */
  public static EventDraft told(int calls) {
    return Events.log(
        "warn",
        "WORKER_LOST",
        "A worker was lost with "
            + calls
            + (calls == 1 ? " call" : " calls")
            + " of this run. What is still open is asked again; whether the provider was asked"
            + " already is not known.");
  }

  /** What people are told of a run that a lost worker may have had calls of. */
  public static EventDraft doubted() {
    return Events.log(
        "warn",
        "WORKER_LOST",
        "A worker was lost that may have made calls of this run; what the run costs is not known.");
  }
}
