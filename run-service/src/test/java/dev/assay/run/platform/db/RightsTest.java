package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.db.work.Work;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** As whom statements work, by where they are asked from. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RightsTest {
  private static final String WHO =
      "select current_user || '/' || coalesce(current_setting('assay.workspace', true), '') as who,"
          + " 1";
  private static final String ENGINE = "assay_engine/";
  private static final String NOBODY = "assay_request/";

  private final UUID workspace = Ids.next();

  @Inject Db db;
  @Inject Sessions sessions;
  @Inject Vertx vertx;
  @Inject Lab lab;

  /** Asks in the context of a request; null for one of somebody who is not known. */
  private <T> T inRequest(UUID of, Supplier<Uni<T>> work) {
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    Work.markRequest(own);
    if (of != null) {
      Work.markWorkspace(own, of);
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    own.runOnContext(
        there -> work.get().subscribe().with(done::complete, done::completeExceptionally));
    return done.orTimeout(240, TimeUnit.SECONDS).join();
  }

  private static Uni<String> who(Db over) {
    return over.query(WHO).map(rows -> Rows.one(rows).getString("who"));
  }

  private static Uni<String> whoInTransaction(Db over) {
    return over.inTransaction(tx -> Db.query(tx, WHO).map(rows -> Rows.one(rows).getString("who")));
  }

  private static Uni<String> whoInSession() {
    return Sessions.statements().rows(WHO).map(rows -> (String) rows.get(0)[0]);
  }

  @Test
  void shouldConfineARequestToItsWorkspace() {
    String confined = NOBODY + workspace;
    assertThat(inRequest(workspace, () -> who(db))).isEqualTo(confined);
    assertThat(inRequest(workspace, () -> who(db.in(Lane.READER)))).isEqualTo(confined);
    assertThat(inRequest(workspace, () -> whoInTransaction(db))).isEqualTo(confined);
    assertThat(inRequest(workspace, () -> sessions.reading(RightsTest::whoInSession)))
        .isEqualTo(confined);
    assertThat(inRequest(workspace, () -> sessions.inTransaction(RightsTest::whoInSession)))
        .isEqualTo(confined);
  }

  @Test
  void shouldLeaveNothingOfItBehind() {
    for (int i = 0; i < 20; i++) {
      inRequest(workspace, () -> who(db));
      inRequest(workspace, () -> sessions.reading(RightsTest::whoInSession));
      assertThat(inRequest(null, () -> who(db))).isEqualTo(NOBODY);
      assertThat(inRequest(null, () -> whoInTransaction(db))).isEqualTo(NOBODY);
      assertThat(inRequest(null, () -> sessions.reading(RightsTest::whoInSession)))
          .isEqualTo(NOBODY);
    }
  }

  @Test
  void shouldSeeAllInTheServicesOwnWork() {
    for (Lane lane : Lane.values()) {
      assertThat(who(db.in(lane)).await().atMost(Lab.LONG)).as("%s", lane).isEqualTo(ENGINE);
      assertThat(whoInTransaction(db.in(lane)).await().atMost(Lab.LONG)).isEqualTo(ENGINE);
    }
    assertThat(sessions.reading(RightsTest::whoInSession).await().atMost(Lab.LONG))
        .isEqualTo(ENGINE);
    assertThat(inRequest(workspace, () -> who(db.asService()))).isEqualTo(ENGINE);
    assertThat(
            inRequest(
                workspace, () -> sessions.asService().inTransaction(RightsTest::whoInSession)))
        .isEqualTo(ENGINE);
  }

  @Test
  void shouldKeepWhatWasSaidWhereTheContextIsLost() {
    String confined = NOBODY + workspace;
    assertThat(who(db.in(Lane.REQUEST).of(workspace)).await().atMost(Lab.LONG)).isEqualTo(confined);
    assertThat(sessions.of(workspace).reading(RightsTest::whoInSession).await().atMost(Lab.LONG))
        .isEqualTo(confined);
    Db there = inRequest(workspace, () -> Uni.createFrom().item(() -> db.in(Lane.READER).here()));
    assertThat(who(there).await().atMost(Lab.LONG)).isEqualTo(confined);
  }

  @Test
  void shouldNameWhatAStatementIsAbout() {
    UUID run = Ids.next();
    String named = "select current_setting('assay.named', true) as named, $1::uuid as id";
    String alone =
        inRequest(
            workspace, () -> db.query(named, run).map(rows -> Rows.one(rows).getString("named")));
    String together =
        inRequest(
            workspace,
            () ->
                db.naming(run, workspace)
                    .inTransaction(
                        tx ->
                            Db.query(tx, named, run)
                                .map(rows -> Rows.one(rows).getString("named"))));

    // Then
    assertThat(alone).isEqualTo("{" + run + "}");
    assertThat(together).isEqualTo("{" + run + "," + workspace + "}");
  }

  @Test
  void shouldEndTheTransactionOfAStatementThatFails() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> inRequest(workspace, () -> db.query("select 1 / 0")))
          .hasMessageContaining("division by zero");
    }
    assertThat(inRequest(workspace, () -> who(db))).isEqualTo(NOBODY + workspace);
    Awaitility.await()
        .atMost(Lab.LONG)
        .until(
            () ->
                lab.one(
                            "select count(*) as c from pg_stat_activity where usename = $1::text"
                                + " and state like 'idle in transaction%'",
                            RunServiceResources.LOGIN)
                        .getLong("c")
                    == 0);
  }
}
