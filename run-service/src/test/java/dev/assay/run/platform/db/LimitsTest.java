package dev.assay.run.platform.db;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.Lab.pushOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.SqlStates;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nothing in the database waits for ever, and no kind of work takes the connections of another. */
@QuarkusTest
@TestProfile(LimitsTest.Short.class)
@WithTestResource(RunServiceResources.class)
class LimitsTest {
  /** Everything may take little. */
  public static final class Short implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "assay.db.acquire", "4s",
          "assay.db.lock-timeout", "2s",
          "assay.db.idle-in-transaction", "3s",
          "assay.db.transaction", "12s",
          "assay.db.readers.statement", "6s");
    }
  }

  @Inject Db db;
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static String setting(Db lane, String name) {
    return lane.query("select current_setting($1) as value", name)
        .map(rows -> Rows.one(rows).getString("value"))
        .await()
        .atMost(Lab.LONG);
  }

  @Test
  void shouldBoundEveryLane() {
    for (Lane lane : Lane.values()) {
      for (String limit :
          List.of(
              "statement_timeout",
              "lock_timeout",
              "idle_in_transaction_session_timeout",
              "transaction_timeout")) {
        assertThat(setting(db.in(lane), limit)).as(lane + " " + limit).isNotEqualTo("0");
      }
    }
  }

  @Test
  void shouldHavePostgresNoticeAClientThatIsGoneOnEveryLane() {
    Map<String, String> wanted =
        Map.of(
            "tcp_keepalives_idle", "30",
            "tcp_keepalives_interval", "10",
            "tcp_keepalives_count", "3",
            "tcp_user_timeout", "60000");
    for (Lane lane : Lane.values()) {
      wanted.forEach(
          (name, value) ->
              assertThat(setting(db.in(lane), name)).as(lane + " " + name).isEqualTo(value));
    }
  }

  @Test
  void shouldEndAStatementThatTakesTooLong() {
    assertThatThrownBy(
            () -> db.in(Lane.READER).query("select pg_sleep(60)").await().atMost(Lab.LONG))
        .isInstanceOf(PgException.class)
        .satisfies(e -> assertThat(SqlStates.isTooSlow(e)).isTrue());
  }

  @Test
  void shouldLetGoOfTheLocksOfWorkThatStandsStill() {
    // Given a transaction that took the run's lock and froze
    UUID run = lab.launch(pushOf(1));
    AtomicBoolean locked = new AtomicBoolean();
    db.inTransaction(
            tx ->
                RunLocks.lock(tx, run)
                    .invoke(() -> locked.set(true))
                    .flatMap(row -> Uni.createFrom().<Void>nothing()))
        .subscribe()
        .with(done -> {}, e -> {});
    Awaitility.await().atMost(Lab.LONG).until(locked::get);

    // When / Then somebody else gets it, at the latest when PostgreSQL has ended the other one
    Awaitility.await()
        .atMost(Lab.LONG)
        .until(() -> asAdmin().post("/v1/runs/{id}/cancel", run).statusCode() == 200);
  }

  @Test
  void shouldSayThatSomebodyIsInTheWay() {
    // Given somebody who holds the run's lock and works on
    UUID run = lab.launch(pushOf(1));
    AtomicBoolean locked = new AtomicBoolean();
    CompletableFuture<Void> held =
        db.inTransaction(
                tx ->
                    RunLocks.lock(tx, run)
                        .invoke(() -> locked.set(true))
                        .flatMap(row -> Db.query(tx, "select pg_sleep(8)")))
            .replaceWithVoid()
            .subscribeAsCompletionStage();
    Awaitility.await().atMost(Lab.LONG).until(locked::get);

    // When / Then
    var answer = asAdmin().post("/v1/runs/{id}/cancel", run);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotNull();
    assertThat(answer.jsonPath().getString("code")).isEqualTo("UNAVAILABLE");
    held.join();
  }

  @Test
  void shouldStopNothingByManySlowReaders() {
    // Given more slow readers than there are connections for them
    List<CompletableFuture<RowSet<Row>>> slow = fill(Lane.READER, 16, 5);

    // When / Then
    asAdmin().get("/q/health/ready").then().statusCode(200);
    assertThat(lab.awaitEnd(lab.launch(launchOf(3))).getInt("counts.passed")).isEqualTo(3);
    assertThat(slow.stream().map(f -> f.handle((rows, e) -> e).join()).filter(e -> e != null))
        .as("who gets no connection in time is told so")
        .isNotEmpty()
        .allMatch(SqlStates::isAway);
  }

  @Test
  void shouldGoOnDispatchingWhileRequestsFillTheirConnections() {
    // Given a run whose answers are to come
    UUID run = lab.held(worker, 5);
    List<CompletableFuture<RowSet<Row>>> slow = fill(Lane.REQUEST, 8, 6);

    // When
    worker.release();

    // Then
    Awaitility.await()
        .atMost(Lab.LONG)
        .until(
            () -> lab.one("select passed from runs where id = $1", run).getInteger("passed") == 5);
    assertThat(slow).anyMatch(f -> !f.isDone());
    slow.forEach(f -> f.handle((rows, e) -> e).join());
  }

  private List<CompletableFuture<RowSet<Row>>> fill(Lane lane, int times, int seconds) {
    Db over = db.in(lane);
    return IntStream.range(0, times)
        .mapToObj(
            i -> over.query("select pg_sleep($1)", (double) seconds).subscribeAsCompletionStage())
        .toList();
  }
}
