package dev.assay.run.runs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.events.EventLog;
import dev.assay.run.runs.events.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunLedgerTest {
  private static final String COUNTS_AND_ROWS =
      """
      select r.*, (select count(*)::int from units u where u.run_id = r.id) as units,
        (select json_object_agg(status, k)::text from
          (select status, count(*) as k from units u where u.run_id = r.id group by status) s)
          as by_status,
        r.pending = (select count(*) from units u where u.run_id = r.id and status = 'pending')
        and r.dispatched = (select count(*) from units u where u.run_id = r.id and status = 'dispatched')
        and r.answered = (select count(*) from units u where u.run_id = r.id and status = 'answered')
        and r.passed = (select count(*) from units u where u.run_id = r.id and status = 'passed')
        and r.failed = (select count(*) from units u where u.run_id = r.id and status = 'failed')
        and r.errored = (select count(*) from units u where u.run_id = r.id and status = 'error')
        and r.skipped = (select count(*) from units u where u.run_id = r.id and status = 'skipped')
        and r.cancelled = (select count(*) from units u where u.run_id = r.id and status = 'cancelled')
          as equal
      from runs r where r.id = $1
      """;
  // Waiting units go on; settled ones only return, so that the run cannot end by itself.
  private static final List<UnitStatus[]> MOVES =
      List.of(
          new UnitStatus[] {UnitStatus.PENDING, UnitStatus.DISPATCHED},
          new UnitStatus[] {UnitStatus.DISPATCHED, UnitStatus.PENDING},
          new UnitStatus[] {UnitStatus.DISPATCHED, UnitStatus.ANSWERED},
          new UnitStatus[] {UnitStatus.ANSWERED, UnitStatus.PASSED},
          new UnitStatus[] {UnitStatus.ANSWERED, UnitStatus.FAILED},
          new UnitStatus[] {UnitStatus.ANSWERED, UnitStatus.ERROR});
  private static StateDatabase database;
  private static List<UUID> finished;
  private static RunLedger ledger;

  @BeforeAll
  static void start() throws SQLException {
    database = new StateDatabase();
    finished = new ArrayList<>();
    ledger =
        new RunLedger(
            new RunTransitions(new SimpleMeterRegistry()),
            (tx, run) -> {
              finished.add(run.id());
              return Uni.createFrom().item("none");
            },
            new EventLog());
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  private static Uni<Integer> change(SqlConnection tx, UUID run, UnitStatus[] move, int most) {
    return Db.query(
            tx,
            """
            update units set status = $3 where run_id = $1 and n in
              (select n from units where run_id = $1 and status = $2 order by n limit $4)
            """,
            run,
            move[0].wire(),
            move[1].wire(),
            most)
        .map(rows -> rows.rowCount());
  }

  private static Uni<RunStatus> bookSome(UUID run, UnitStatus[] move, int most) {
    return database.transaction(
        tx ->
            RunLocks.lock(tx, run)
                .flatMap(
                    locked ->
                        change(tx, run, move, most)
                            .flatMap(
                                k ->
                                    ledger.book(
                                        tx,
                                        locked,
                                        new RunChange()
                                            .count(Counts.moved(move[0], move[1], k))
                                            .event(Events.log("info", "TEST", "moved"))))));
  }

  @Test
  void shouldKeepCountsEqualToRowsUnderManyChangesAtOnce() throws SQLException {
    // Given
    UUID run = database.runWith(200);
    Random random = new Random(7);
    int changes = 50;

    // When
    List<Uni<RunStatus>> all =
        IntStream.range(0, changes)
            .mapToObj(
                i -> bookSome(run, MOVES.get(random.nextInt(MOVES.size())), 1 + random.nextInt(9)))
            .toList();
    Uni.join().all(all).andFailFast().await().atMost(StateDatabase.LONG);

    // Then
    Row row = database.one(COUNTS_AND_ROWS, run);
    assertThat(row.getBoolean("equal")).as(row.getString("by_status")).isTrue();
    assertThat(row.getInteger("units")).isEqualTo(row.getInteger("total"));
    Row events =
        database.one(
            "select count(*) as k, min(seq) as first, max(seq) as last from events where run_id = $1",
            run);
    assertThat(events.getLong("first")).isEqualTo(1);
    assertThat(events.getLong("last")).isEqualTo(row.getLong("event_seq"));
    assertThat(events.getLong("k")).isEqualTo(row.getLong("event_seq"));
    assertThat(row.getLong("event_seq")).isGreaterThanOrEqualTo(changes);
  }

  @Test
  void shouldRollBackAChangeThatDoesNotAddUp() throws SQLException {
    // Given
    UUID run = database.runWith(5);
    RunChange wrong = new RunChange().count(Counts.ZERO.plus(UnitStatus.PASSED, 1));

    // When / Then
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    tx -> RunLocks.lock(tx, run).flatMap(locked -> ledger.book(tx, locked, wrong))))
        .hasMessageContaining("runs_check");
    Row row = database.one(COUNTS_AND_ROWS, run);
    assertThat(row.getBoolean("equal")).isTrue();
    assertThat(row.getLong("event_seq")).isZero();
  }

  @Test
  void shouldEndTheRunOnceWithItsLastUnit() throws SQLException {
    // Given
    UUID run = database.runWith(3);
    database.putUnits(run, UnitStatus.ANSWERED);
    UnitStatus[] pass = {UnitStatus.ANSWERED, UnitStatus.PASSED};

    // When
    List<RunStatus> ends =
        Uni.join()
            .all(IntStream.range(0, 3).mapToObj(i -> bookSome(run, pass, 1)).toList())
            .andFailFast()
            .await()
            .atMost(StateDatabase.LONG);

    // Then
    assertThat(ends).containsOnlyOnce(RunStatus.SUCCESSFUL);
    assertThat(finished).containsOnlyOnce(run);
    assertThat(
            database
                .all(
                    "select data::json->>'to' as moved from events"
                        + " where run_id = $1 and type = 'run.status' order by seq",
                    run)
                .stream()
                .map(row -> row.getString("moved")))
        .containsExactly("evaluating_results", "successful");
  }

  @Test
  void shouldSayProgressAtMostTenTimesASecond() throws SQLException {
    // Given
    UUID run = database.runWith(100);
    UnitStatus[] give = {UnitStatus.PENDING, UnitStatus.DISPATCHED};

    // When
    for (int i = 0; i < 30; i++) {
      bookSome(run, give, 1).await().atMost(StateDatabase.LONG);
    }

    // Then
    assertThat(
            database
                .one(
                    """
                    select coalesce(bool_and(gap >= interval '100 ms'), true) as kept from (
                      select at - lag(at) over (order by seq) as gap from events
                      where run_id = $1 and type = 'run.progress') g
                    """,
                    run)
                .getBoolean("kept"))
        .isTrue();
  }
}
