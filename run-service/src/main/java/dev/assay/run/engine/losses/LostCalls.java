package dev.assay.run.engine.losses;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.part.Attempt;
import dev.assay.common.status.OutcomeClass;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.events.EventDraft;
import dev.assay.run.runs.events.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * The books of calls whose worker was lost: nobody knows whether the provider was asked, and what
 * it charged. A line of the ledger says so, and a run whose call it was does not know its cost.
 */
public final class LostCalls {
  /** Stands for the worker, of which nothing more is known. */
  public static final String WORKER = "lost";

  private static final String ERROR =
      "The worker was lost with this call; whether the provider was asked is not known.";
  private static final String BOOK =
      """
      insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms, outcome,
                            wait_ms, error, outcome_unknown, question)
      select u.run_id, u.n, u.generation, u.attempts + 1, $3, i.at,
             least(2147483647, extract(epoch from now() - i.at) * 1000)::int, 'transient', 0, $4,
             true, ''
      from unnest($2::int[], $5::timestamptz[]) as i(n, at)
      join units u on u.run_id = $1 and u.n = i.n
      where i.at is not null
      on conflict do nothing
      """;
  private static final String NOT_KNOWN =
      "update runs set cost_unknown = true, suspects = 1 where id = $1";
  // A worker that was only cut off reports later what it did: that is what is known then.
  private static final String FOUND =
      """
      delete from attempts l
      using unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[])
        as i(run_id, n, generation, at)
      where l.run_id = i.run_id and l.n = i.n and l.generation = i.generation and l.question = ''
        and l.worker = $5
        and i.at between l.started_at and l.started_at + l.duration_ms * interval '1 ms'
      """;

  private LostCalls() {}

  /** A unit, and when it was handed to the worker that was lost. */
  public record Lost(int n, OffsetDateTime at) {}

  /** Books what units of a locked run were lost with their workers. */
  public static Uni<Void> book(SqlConnection tx, UUID runId, List<Lost> lost) {
    if (lost.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Db.query(
            tx,
            BOOK,
            runId,
            column(lost, Integer[]::new, Lost::n),
            WORKER,
            ERROR,
            column(lost, OffsetDateTime[]::new, Lost::at))
        .flatMap(booked -> Db.query(tx, NOT_KNOWN, runId))
        .replaceWithVoid();
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
            + " of this run. They are made again; whether the provider was asked already is not"
            + " known.");
  }

  /**
   * Takes back what was booked as unknown of calls that a worker reports after all: one attempt in
   * each place of the columns.
   *
   * @param startedAt when the attempt was started
   */
  public static Uni<Void> found(
      SqlConnection tx,
      UUID[] runs,
      Integer[] units,
      Integer[] generations,
      OffsetDateTime[] startedAt) {
    return runs.length == 0
        ? Uni.createFrom().voidItem()
        : Db.query(tx, FOUND, runs, units, generations, startedAt, WORKER).replaceWithVoid();
  }
}
