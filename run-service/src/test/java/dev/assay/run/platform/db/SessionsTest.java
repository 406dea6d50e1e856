package dev.assay.run.platform.db;

import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.persistence.metamodel.EntityType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SessionsTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String MAKE = "insert into workspaces (id, name) values ($1, $2)";
  private static final String SLOW = "select 1, pg_sleep(0.2)::text";

  @Inject Sessions sessions;
  @Inject Db db;
  @Inject Idempotency idempotency;
  @Inject Vertx vertx;
  @Inject Mutiny.SessionFactory factory;

  private Uni<Mutiny.Session> slowly() {
    return sessions.reading(
        () -> Sessions.statements().rows(SLOW).flatMap(slept -> Panache.getSession()));
  }

  private long named(String name) {
    return db.query("select count(*) as c from workspaces where name = $1", name)
        .map(rows -> rows.iterator().next().getLong("c"))
        .await()
        .atMost(LONG);
  }

  @Test
  void shouldGiveEachBranchASessionOfItsOwn() {
    // Given two branches of one request, on one context
    CompletableFuture<List<Mutiny.Session>> both = new CompletableFuture<>();

    // When
    vertx
        .getOrCreateContext()
        .runOnContext(
            there ->
                Uni.join()
                    .all(slowly(), slowly())
                    .andFailFast()
                    .subscribe()
                    .with(both::complete, both::completeExceptionally));

    // Then
    List<Mutiny.Session> used = both.orTimeout(240, TimeUnit.SECONDS).join();
    assertThat(used.get(0)).isNotSameAs(used.get(1));
  }

  @Test
  void shouldFinishWhatACallerNoLongerWaitsFor() {
    // Given more callers than the pool has connections, all of whom go away
    List<String> names = IntStream.range(0, 40).mapToObj(i -> unique("gone")).toList();
    List<Cancellable> waiting = new ArrayList<>();
    for (String name : names) {
      waiting.add(
          sessions
              .inTransaction(
                  () ->
                      Sessions.statements()
                          .rows(SLOW)
                          .flatMap(
                              slept -> Sessions.statements().change(MAKE, UUID.randomUUID(), name)))
              .subscribe()
              .with(done -> {}, e -> {}));
    }

    // When
    waiting.forEach(Cancellable::cancel);

    // Then no connection is lost, and no work was left half done
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(names).allSatisfy(n -> assertThat(named(n)).isOne()));
    assertThat(slowly().await().atMost(LONG)).isNotNull();
  }

  @Test
  void shouldRollBackTheIdempotencyKeyWithItsWork() {
    // Given
    UUID workspace =
        db.query("select id from workspaces where name = 'default'")
            .map(rows -> rows.iterator().next().getUUID("id"))
            .await()
            .atMost(LONG);
    Caller caller = new Caller(workspace, UUID.randomUUID(), Set.of());
    String key = unique("key");
    String name = unique("rolled-back");

    // When
    assertThatThrownBy(
            () ->
                idempotency
                    .once(
                        caller,
                        "/x",
                        key,
                        "body",
                        () ->
                            Sessions.statements()
                                .change(MAKE, UUID.randomUUID(), name)
                                .map(
                                    made -> {
                                      throw new ProblemException(ErrorCode.CONFLICT, "no");
                                    }))
                    .await()
                    .atMost(LONG))
        .isInstanceOf(ProblemException.class);

    // Then
    assertThat(named(name)).isZero();
    assertThat(
            db.query("select 1 from idempotency_keys where key = $1", key)
                .await()
                .atMost(LONG)
                .rowCount())
        .isZero();
  }

  @Test
  void shouldComeBackFromAWorkerToItsOwnThread() {
    // When
    List<Thread> threads =
        sessions
            .reading(
                () -> {
                  Thread before = Thread.currentThread();
                  return Sessions.blocking(Thread::currentThread)
                      .map(on -> List.of(before, on, Thread.currentThread()));
                })
            .await()
            .atMost(LONG);

    // Then
    assertThat(threads.get(1)).isNotSameAs(threads.get(0));
    assertThat(threads.get(2)).isSameAs(threads.get(0));
  }

  @Test
  void shouldRefuseWorkWithinWork() {
    // Given
    List<Supplier<Uni<?>>> inner =
        List.of(
            () -> sessions.inTransaction(() -> Sessions.statements().rows("select 1")),
            () -> sessions.reading(() -> Sessions.statements().rows("select 1")),
            () -> db.inTransaction(tx -> Db.query(tx, "select 1")),
            () -> db.query("select 1"));

    List<Function<Supplier<Uni<?>>, Uni<?>>> outer =
        List.of(
            within ->
                sessions.inTransaction(() -> Sessions.statements().rows("select 1").call(within)),
            within -> sessions.reading(() -> Sessions.statements().rows("select 1").call(within)),
            within -> db.inTransaction(tx -> Db.query(tx, "select 1").call(within)));

    // When / Then
    for (Function<Supplier<Uni<?>>, Uni<?>> work : outer) {
      for (Supplier<Uni<?>> within : inner) {
        assertThatThrownBy(() -> work.apply(within).await().atMost(LONG))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("within the work of a transaction or a session");
      }
    }
  }

  @Test
  void shouldDoWorkAfterWorkOfTheSameChain() {
    // When the chain goes on where the work before was done, whether it succeeded or failed
    List<Object[]> last =
        slowly()
            .flatMap(
                done ->
                    sessions.inTransaction(
                        () -> Uni.createFrom().failure(new IllegalArgumentException("no"))))
            .onFailure(IllegalArgumentException.class)
            .recoverWithNull()
            .flatMap(failed -> db.query("select 1"))
            .flatMap(read -> sessions.reading(() -> Sessions.statements().rows("select 7")))
            .await()
            .atMost(LONG);

    // Then
    assertThat(last).containsExactly(new Object[] {7});
  }

  @Test
  void shouldGiveASingleColumnAsAColumn() {
    // When / Then the same, whichever way the transaction was opened
    for (String one : List.of("select 7", "select 'a'", "select null::text")) {
      List<Object[]> bySession =
          sessions.reading(() -> Sessions.statements().rows(one)).await().atMost(LONG);
      List<Object[]> byConnection =
          db.inTransaction(tx -> Db.statements(tx).rows(one)).await().atMost(LONG);
      assertThat(bySession).hasSize(1);
      assertThat(bySession.get(0)).containsExactly(byConnection.get(0));
    }
  }

  @Test
  void shouldFindEveryFieldOfEveryEntityInTheMigratedSchema() {
    // Given
    Set<EntityType<?>> entities = factory.getMetamodel().getEntities();
    assertThat(entities).isNotEmpty();

    // When / Then
    for (EntityType<?> entity : entities) {
      List<?> rows =
          sessions
              .reading(
                  () ->
                      Panache.getSession()
                          .flatMap(
                              session ->
                                  session
                                      .createSelectionQuery(
                                          "from " + entity.getName(), entity.getJavaType())
                                      .setMaxResults(5)
                                      .getResultList()))
              .await()
              .atMost(LONG);
      assertThat(rows).as(entity.getName()).isNotNull();
    }
  }
}
