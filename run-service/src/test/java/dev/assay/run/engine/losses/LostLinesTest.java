package dev.assay.run.engine.losses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.part.UnitRef;
import dev.assay.run.verdict.spending.Spending;
import dev.assay.run.verdict.spending.SpendingQuery;
import dev.assay.run.verdict.summary.RunRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of the ledger for calls of which nobody knows what came of them. */
class LostLinesTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String SPEC = "{\"target\":{\"provider\":\"p\"},\"scorers\":[]}";
  private static final Instant TAKEN = Instant.parse("2026-01-01T00:00:10Z");
  private static RunRows rows;

  private UUID run;

  @BeforeAll
  static void start() throws SQLException {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  /** A run of one unit in flight, that was handed out twice. */
  @BeforeEach
  void store() throws SQLException {
    run = rows.run(Ids.next(), SPEC, 1, 1);
    rows.execute(
        ("insert into units (run_id, n, position, repeat, status, generation, hand_outs,"
                + " dispatched_at) values ('%s', 0, 0, 0, 'dispatched', 1, 2,"
                + " '2026-01-01 00:00:09+00')")
            .formatted(run));
  }

  private static <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
    return rows.db().inTransaction(work).await().atMost(LONG);
  }

  private int book(int handOut) {
    return inTransaction(
        tx ->
            LostCalls.bookHeld(
                tx,
                run,
                "w",
                Map.of(new UnitRef(run, 0, 1), new WorkerCalls.Taken(handOut, TAKEN))));
  }

  private void reported(String worker, String at) throws SQLException {
    rows.execute(
        ("insert into attempts (run_id, n, generation, number, worker, started_at, duration_ms,"
                + " outcome, cost) values ('%s', 0, 1, 1, '%s', '%s', 5, 'ok', 0.5)")
            .formatted(run, worker, at));
  }

  private void found(String worker, Instant at) {
    inTransaction(
        tx ->
            FoundCalls.found(
                    tx,
                    new UUID[] {run},
                    new Integer[] {0},
                    new Integer[] {1},
                    new OffsetDateTime[] {at.atOffset(ZoneOffset.UTC)},
                    new String[] {worker})
                .replaceWith(true));
  }

  private Row one(String sql) {
    return StreamSupport.stream(rows.db().query(sql, run).await().atMost(LONG).spliterator(), false)
        .findFirst()
        .orElse(null);
  }

  private boolean costUnknown() {
    return one("select cost_unknown from runs where id = $1").getBoolean("cost_unknown");
  }

  private Spending.Amount billed() {
    return inTransaction(tx -> SpendingQuery.compute(tx, run)).candidate().billed();
  }

  @Test
  void shouldBookWhatAWorkerHadOnce() {
    assertThat(book(2)).isEqualTo(1);
    assertThat(book(2)).isZero();
    Row line = one("select worker, started_at, outcome_unknown from attempts where run_id = $1");
    assertThat(line.getString("worker")).isEqualTo("w");
    assertThat(line.getOffsetDateTime("started_at").toInstant())
        .isEqualTo(Instant.parse("2026-01-01T00:00:09Z"));
    assertThat(line.getBoolean("outcome_unknown")).isTrue();
    assertThat(costUnknown()).isTrue();
    assertThat(billed().costKnown()).isFalse();
  }

  @Test
  void shouldNotBookAgainWhatWasBookedWithTheNextAnswer() {
    OffsetDateTime handed = OffsetDateTime.parse("2026-01-01T00:00:09Z");
    inTransaction(
        tx ->
            LostCalls.bookMade(tx, run, java.util.List.of(new LostCalls.Lost(0, handed)))
                .replaceWith(true));
    assertThat(book(2)).isZero();
  }

  @Test
  void shouldNotBookWhatTheWorkerHasReported() throws SQLException {
    reported("w", "2026-01-01 00:00:10.5+00");
    assertThat(book(2)).isZero();
    assertThat(costUnknown()).isFalse();
  }

  @Test
  void shouldBookBesideWhatItReportedOfTheHandOutBefore() throws SQLException {
    reported("w", "2026-01-01 00:00:01+00");
    reported("next", "2026-01-01 00:00:11+00");
    assertThat(book(2)).isEqualTo(1);
    assertThat(billed().knownCost()).isEqualTo(1.0);
    assertThat(billed().cost()).isNull();
  }

  @Test
  void shouldBookAHandOutThatAnotherOneFollowed() throws SQLException {
    assertThat(book(1)).isEqualTo(1);
    assertThat(book(1)).isZero();
    rows.execute("update units set generation = 2 where run_id = '" + run + "'");
    assertThat(book(2)).isZero();
    assertThat(one("select generation from attempts where run_id = $1").getInteger("generation"))
        .isEqualTo(1);
  }

  @Test
  void shouldKnowTheCostAgainWhenTheWorkerReports() throws SQLException {
    // Given
    book(2);
    reported("next", "2026-01-01 00:00:11+00");

    // When another one reports, then it changes nothing; when the worker does, its line goes
    found("next", TAKEN.plusSeconds(1));
    assertThat(costUnknown()).isTrue();
    found("w", TAKEN);

    // Then
    assertThat(costUnknown()).isFalse();
    assertThat(billed().cost()).isEqualTo(0.5);
  }

  @Test
  void shouldNotKnowTheCostOfARunInDoubt() throws SQLException {
    book(2);
    reported("next", "2026-01-01 00:00:11+00");
    rows.execute("update runs set calls_unknown = true where id = '" + run + "'");
    found("w", TAKEN);
    assertThat(costUnknown()).isTrue();
    assertThat(billed().costKnown()).isFalse();
    assertThat(billed().knownCost()).isEqualTo(0.5);
  }
}
