package dev.assay.run.runs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.id.Ids;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status × every status, against the table and against a real PostgreSQL. */
class TransitionMatrixTest {
  private static final int UNITS = 3;
  private static StateDatabase database;
  private static SimpleMeterRegistry metrics;
  private static RunTransitions transitions;

  @BeforeAll
  static void start() throws SQLException {
    database = new StateDatabase();
    metrics = new SimpleMeterRegistry();
    transitions = new RunTransitions(metrics);
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  static Stream<Arguments> runMatrix() {
    return Stream.of(RunStatus.values())
        .flatMap(from -> Stream.of(RunStatus.values()).map(to -> Arguments.of(from, to)));
  }

  static Stream<Arguments> unitMatrix() {
    return Stream.of(UnitStatus.values())
        .flatMap(from -> Stream.of(UnitStatus.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("runMatrix")
  void shouldMoveARunAlongLegalEdgesOnly(RunStatus from, RunStatus to) throws SQLException {
    // Given
    UUID run = database.runIn(from);
    boolean legal = from.successors().contains(to);

    // When
    boolean moved = database.inTransaction(tx -> transitions.move(tx, run, to));

    // Then
    Row row =
        database.one(
            "select status, started_at, cancelling_at, finished_at from runs where id = $1", run);
    assertThat(moved).isEqualTo(legal);
    assertThat(row.getString("status")).isEqualTo((legal ? to : from).wire());
    assertThat(row.getOffsetDateTime("started_at") != null)
        .isEqualTo(
            legal && (to == RunStatus.RUNNING_DATASET || to == RunStatus.EVALUATING_RESULTS));
    assertThat(row.getOffsetDateTime("cancelling_at") != null)
        .isEqualTo(legal && to == RunStatus.CANCELLING);
    assertThat(row.getOffsetDateTime("finished_at") != null).isEqualTo(legal && to.isTerminal());
  }

  @Test
  void shouldKeepTheFirstStartAndForgetTheEndWhenARunGoesOn() throws SQLException {
    // Given
    UUID run = database.runIn(RunStatus.CANCELLED);
    database.execute(
        "update runs set started_at = '2026-01-01T00:00:00Z', finished_at = now() where id = '%s'"
            .formatted(run));

    // When
    database.inTransaction(tx -> transitions.move(tx, run, RunStatus.RUNNING_DATASET));

    // Then
    Row row = database.one("select started_at, finished_at from runs where id = $1", run);
    assertThat(row.getOffsetDateTime("started_at").toInstant()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(row.getOffsetDateTime("finished_at")).isNull();
  }

  @Test
  void shouldTellTheLoserOfARaceThatItLost() throws SQLException {
    // Given
    UUID run = database.runIn(RunStatus.EVALUATING_RESULTS);
    List<RunStatus> wanted =
        List.of(RunStatus.SUCCESSFUL, RunStatus.FAILED, RunStatus.CANCELLING, RunStatus.SUCCESSFUL);

    // When
    List<Boolean> moved =
        Uni.join()
            .all(
                wanted.stream()
                    .map(to -> database.transaction(tx -> transitions.move(tx, run, to)))
                    .toList())
            .andFailFast()
            .await()
            .atMost(StateDatabase.LONG);

    // Then
    assertThat(moved).containsOnlyOnce(true);
  }

  @Test
  void shouldNotMoveARunThatIsNotThere() {
    // When
    boolean moved =
        database.inTransaction(tx -> transitions.move(tx, Ids.next(), RunStatus.CANCELLING));

    // Then
    assertThat(moved).isFalse();
  }

  @Test
  void shouldCountTransitions() throws SQLException {
    // Given
    UUID run = database.runIn(RunStatus.QUEUED);
    double before = metrics.counter("assay.run.transitions", "to", "cancelling").count();

    // When
    database.inTransaction(tx -> transitions.move(tx, run, RunStatus.CANCELLING));
    database.inTransaction(tx -> transitions.move(tx, run, RunStatus.CANCELLING));

    // Then
    assertThat(metrics.counter("assay.run.transitions", "to", "cancelling").count())
        .isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = RunStatus.class,
      names = {"QUEUED", "RUNNING_DATASET", "EVALUATING_RESULTS", "CANCELLING"})
  void shouldTimeTheStatusThatARunLeaves(RunStatus from) throws SQLException {
    // Given
    UUID run = database.runIn(from);
    OffsetDateTime before = OffsetDateTime.parse("2020-01-01T00:00:00Z");
    database.execute("update runs set status_since = '%s' where id = '%s'".formatted(before, run));
    Timer timer = metrics.timer("assay.run.status.duration", "status", from.wire());
    long count = timer.count();
    double total = timer.totalTime(TimeUnit.SECONDS);

    // When
    database.inTransaction(tx -> transitions.move(tx, run, from.successors().iterator().next()));

    // Then
    Row row = database.one("select status_since from runs where id = $1", run);
    assertThat(row.getOffsetDateTime("status_since")).isAfter(before);
    assertThat(timer.count()).isEqualTo(count + 1);
    assertThat(timer.totalTime(TimeUnit.SECONDS) - total)
        .isGreaterThan(Duration.ofDays(365).toSeconds());
  }

  @ParameterizedTest
  @CsvSource({"failed, now()", "running_dataset, null"})
  void shouldNotTimeWhatHasEndedOrBegunUnseen(String from, String since) throws SQLException {
    // Given
    UUID run = database.runIn(RunStatus.of(from));
    database.execute("update runs set status_since = %s where id = '%s'".formatted(since, run));
    Timer timer = metrics.timer("assay.run.status.duration", "status", from);
    long count = timer.count();

    // When
    boolean moved =
        database.inTransaction(
            tx -> transitions.move(tx, run, RunStatus.of(from).successors().iterator().next()));

    // Then
    assertThat(moved).isTrue();
    assertThat(timer.count()).isEqualTo(count);
  }

  @ParameterizedTest
  @MethodSource("unitMatrix")
  void shouldMoveUnitsAlongLegalEdgesOnly(UnitStatus from, UnitStatus to) throws SQLException {
    // Given
    UUID run = database.runWith(UNITS);
    database.putUnits(run, from);
    boolean legal = from.successors().contains(to);

    if (legal) {
      // When
      Counts delta = database.inTransaction(tx -> move(tx, run, from, to));

      // Then
      assertThat(delta.plusCut(-delta.cut())).isEqualTo(Counts.moved(from, to, UNITS));
      assertThat(unitsIn(run, to)).isEqualTo(UNITS);
    } else {
      // When / Then
      assertThatThrownBy(() -> database.inTransaction(tx -> move(tx, run, from, to)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(unitsIn(run, from)).isEqualTo(UNITS);
    }
  }

  @Test
  void shouldMoveOnlyUnitsThatStandWhereTheyShould() throws SQLException {
    // Given
    UUID run = database.runWith(UNITS);
    database.putUnits(run, UnitStatus.PASSED);

    // When
    Counts delta =
        database.inTransaction(
            tx ->
                RunLocks.lock(tx, run)
                    .flatMap(
                        locked ->
                            UnitMoves.endSome(
                                tx,
                                locked,
                                EnumSet.of(UnitStatus.PENDING, UnitStatus.DISPATCHED),
                                UnitStatus.CANCELLED,
                                null)));

    // Then
    assertThat(delta).isEqualTo(Counts.ZERO);
    assertThat(unitsIn(run, UnitStatus.PASSED)).isEqualTo(UNITS);
  }

  @Test
  void shouldScoreAgainOnlyUnitsThatHaveAnAnswer() throws SQLException {
    // Given
    UUID run = database.runWith(UNITS);
    database.putUnits(run, UnitStatus.ERROR);
    database.execute("update runs set generation = 2 where id = '%s'".formatted(run));
    database.execute(
        "insert into answers (run_id, n, output) values ('%s', 1, '\"yes\"')".formatted(run));
    database.execute(
        ("insert into scores (run_id, n, key, scorer, scorer_version, status, score)"
                + " values ('%s', 1, 'k', 's', 1, 'success', 1)")
            .formatted(run));

    // When
    Counts delta =
        database
            .inTransaction(
                tx ->
                    RunLocks.lock(tx, run)
                        .flatMap(
                            locked ->
                                UnitMoves.scoreAgain(
                                    tx, locked, EnumSet.of(UnitStatus.ERROR), 0, 4)))
            .counts();

    // Then
    assertThat(delta).isEqualTo(Counts.moved(UnitStatus.ERROR, UnitStatus.ANSWERED, 1));
    Row unit =
        database.one(
            "select n, generation, scores_due from units where run_id = $1 and status = 'answered'",
            run);
    assertThat(unit.getInteger("n")).isEqualTo(1);
    assertThat(unit.getInteger("generation")).isEqualTo(2);
    assertThat(unit.getInteger("scores_due")).isEqualTo(4);
    assertThat(database.all("select 1 from scores where run_id = $1", run).size()).isZero();
  }

  @Test
  void shouldDropAnswersAndAttemptsMadeWhenUnitsAreAskedAgain() throws SQLException {
    // Given
    UUID run = database.runWith(UNITS);
    database.putUnits(run, UnitStatus.SKIPPED);
    database.execute("update runs set generation = 7 where id = '%s'".formatted(run));
    database.execute(
        ("update units set attempts = 5, reason = 'BUDGET_COST', error_code = 'X',"
                + " settled_at = now() where run_id = '%s'")
            .formatted(run));
    database.execute(
        "insert into answers (run_id, n, output) values ('%s', 0, '\"old\"')".formatted(run));

    // When
    Counts delta =
        database
            .inTransaction(
                tx ->
                    RunLocks.lock(tx, run)
                        .flatMap(
                            locked ->
                                UnitMoves.askAgain(tx, locked, EnumSet.of(UnitStatus.SKIPPED), 0)))
            .counts();

    // Then
    assertThat(delta)
        .isEqualTo(Counts.moved(UnitStatus.SKIPPED, UnitStatus.PENDING, UNITS).plusCut(-UNITS));
    assertThat(
            database
                .all(
                    "select 1 from units where run_id = $1 and status = 'pending' and generation ="
                        + " 7 and attempts = 0 and reason is null and error_code is null and"
                        + " settled_at is null",
                    run)
                .size())
        .isEqualTo(UNITS);
    assertThat(database.all("select 1 from answers where run_id = $1", run).size()).isZero();
  }

  private static Uni<Counts> move(
      io.vertx.mutiny.sqlclient.SqlConnection tx, UUID run, UnitStatus from, UnitStatus to) {
    Set<UnitStatus> some = EnumSet.of(from);
    return RunLocks.lock(tx, run)
        .flatMap(
            locked -> {
              if (to == UnitStatus.PENDING) {
                return UnitMoves.askAgain(tx, locked, some, 0).map(RunChange::counts);
              }
              if (to == UnitStatus.ANSWERED && from.isSettled()) {
                // Only what has an answer is scored again.
                return Db.query(
                        tx,
                        "insert into answers (run_id, n) select run_id, n from units where run_id ="
                            + " $1",
                        run)
                    .flatMap(
                        there ->
                            UnitMoves.scoreAgain(tx, locked, some, 0, 1).map(RunChange::counts));
              }
              return UnitMoves.endSome(tx, locked, some, to, null);
            });
  }

  private static int unitsIn(UUID run, UnitStatus status) {
    return database
        .all("select 1 from units where run_id = $1 and status = $2", run, status.wire())
        .size();
  }
}
