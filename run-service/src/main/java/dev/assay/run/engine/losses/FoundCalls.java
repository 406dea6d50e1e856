package dev.assay.run.engine.losses;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Takes back what {@link LostCalls} has booked: the worker was only cut off, and says later what it
 * did, or that it did nothing.
 */
public final class FoundCalls {
  // The error as it is written, since an index is kept of such lines only.
  private static final String LINES =
      """
      select run_id, n, generation, worker from attempts
      where worker = any($1) and outcome_unknown and question = '' and error = '%s'
      """
          .formatted(LostCalls.ERROR);
  private static final String FOUND =
      """
      delete from attempts l
      using unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::text[])
        as i(run_id, n, generation, at, worker)
      where l.run_id = i.run_id and l.n = i.n and l.generation = i.generation and l.question = ''
        and (l.worker = $6
            and i.at between l.started_at and l.started_at + l.duration_ms * interval '1 ms'
          or l.worker = i.worker and l.error = $7)
      returning l.run_id
      """;
  private static final String REPORTED =
      """
      delete from attempts l
      using unnest($2::int[], $3::int[], $4::text[]) as i(n, generation, worker)
      where l.run_id = $1 and l.n = i.n and l.generation = i.generation and l.question = ''
        and l.worker = i.worker and l.error = $5
      """;
  // As in Charge.
  private static final String KNOWN_AGAIN =
      """
      update runs r set cost_unknown = r.calls_unknown or exists (
        select 1 from attempts a
        where a.run_id = r.id and a.cost is null and (a.outcome in ('ok', 'content_filter')
          or a.tokens_in is not null or a.outcome_unknown))
      where r.id = any($1)
      """;

  private FoundCalls() {}

  /** A call that is booked as lost with its worker. */
  public record Line(UUID runId, int n, int generation, String worker) {}

  /** What is booked as lost with any of these workers. */
  public static Uni<List<Line>> booked(Db db, Collection<String> workers) {
    return workers.isEmpty()
        ? Uni.createFrom().item(List.of())
        : db.query(LINES, (Object) workers.toArray(String[]::new))
            .map(
                rows ->
                    Rows.list(
                        rows,
                        row ->
                            new Line(
                                row.getUUID("run_id"),
                                row.getInteger("n"),
                                row.getInteger("generation"),
                                row.getString("worker"))));
  }

  /** Takes back lines of a locked run whose workers have reported all that they did of them. */
  public static Uni<Void> reported(SqlConnection tx, UUID runId, List<Line> lines) {
    return Db.query(
            tx,
            REPORTED,
            runId,
            column(lines, Integer[]::new, Line::n),
            column(lines, Integer[]::new, Line::generation),
            column(lines, String[]::new, Line::worker),
            LostCalls.ERROR)
        .flatMap(gone -> knownAgain(tx, runId));
  }

  /**
   * Takes back what was booked as unknown of calls that a worker reports after all: one attempt in
   * each place of the columns.
   *
   * @param startedAt when the attempt was started
   * @param workers who made it
   */
  public static Uni<Void> found(
      SqlConnection tx,
      UUID[] runs,
      Integer[] units,
      Integer[] generations,
      OffsetDateTime[] startedAt,
      String[] workers) {
    return runs.length == 0
        ? Uni.createFrom().voidItem()
        : Db.query(
                tx,
                FOUND,
                runs,
                units,
                generations,
                startedAt,
                workers,
                LostCalls.WORKER,
                LostCalls.ERROR)
            .map(rows -> Rows.list(rows, row -> row.getUUID("run_id")))
            .flatMap(
                found ->
                    found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : knownAgain(tx, found.stream().distinct().toArray(UUID[]::new)));
  }

  private static Uni<Void> knownAgain(SqlConnection tx, UUID... runs) {
    return Db.query(tx, KNOWN_AGAIN, (Object) runs).replaceWithVoid();
  }
}
