package dev.assay.run.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several replicas that find the same long work to do. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TurnsTest {
  private static final String STEP = "counting in a test";

  @Inject Lab lab;
  @Inject Db db;
  @Inject Vertx vertx;
  @Inject SequelTroubles troubles;
  @Inject RunTroubles ending;
  private final UUID id = UUID.randomUUID();
  private final AtomicInteger begun = new AtomicInteger();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private Turns turns(Duration lasts) {
    return new Turns(db, vertx, lasts);
  }

  private Uni<Void> work() {
    begun.incrementAndGet();
    return Uni.createFrom().completionStage(end);
  }

  /** A replica that finds this work to do whenever it looks. */
  private Sequels replica() {
    Sequel counting =
        new Sequel() {
          @Override
          public String name() {
            return STEP;
          }

          @Override
          public Uni<List<UUID>> due() {
            return Uni.createFrom().item(List.of(id));
          }

          @Override
          public Uni<Void> follow(UUID subject) {
            return work();
          }

          @Override
          public Uni<Void> giveUp(UUID subject, String why) {
            return Uni.createFrom().voidItem();
          }
        };
    return new Sequels(List.of(counting), troubles, ending, turns(Duration.ofMinutes(1)));
  }

  private boolean alone(Turns turns) {
    return turns.alone(STEP, id, this::work).await().atMost(Lab.LONG);
  }

  private OffsetDateTime until() {
    return lab.all("select until from turns where what = $1 and id = $2", STEP, id).stream()
        .map(row -> row.getOffsetDateTime("until"))
        .findFirst()
        .orElse(null);
  }

  private void awaitBegun() {
    await().atMost(Lab.LONG).until(() -> begun.get() > 0);
  }

  @Test
  void shouldLetOneReplicaDoWhatTakesLong() {
    // Given a replica that is at it
    CompletableFuture<Integer> first = replica().sweep().subscribeAsCompletionStage();
    awaitBegun();

    // When another one looks
    replica().sweep().await().atMost(Lab.LONG);

    // Then it goes on with what else there is, until the first is done
    assertThat(begun.get()).isEqualTo(1);
    assertThat(first).isNotDone();
    end.complete(null);
    first.join();
    replica().sweep().await().atMost(Lab.LONG);
    assertThat(begun.get()).isEqualTo(2);
    assertThat(until()).isNull();
  }

  @Test
  void shouldNotBeKeptFromItByAReplicaThatIsGone() {
    // Given the turn of one that was killed
    lab.all(
        "insert into turns (what, id, holder, until)"
            + " values ($1, $2, gen_random_uuid(), now() + interval '1 hour')",
        STEP,
        id);
    end.complete(null);
    Turns other = turns(Duration.ofMinutes(1));
    assertThat(alone(other)).isFalse();

    // When nobody renews it
    lab.all("update turns set until = now() - interval '1 second' where id = $1", id);

    // Then
    assertThat(alone(other)).isTrue();
    assertThat(begun.get()).isEqualTo(1);
    assertThat(until()).isNull();
  }

  @Test
  void shouldRenewItsTurnForAsLongAsItTakes() {
    // Given
    CompletableFuture<Boolean> working =
        turns(Duration.ofSeconds(4)).alone(STEP, id, this::work).subscribeAsCompletionStage();
    awaitBegun();
    OffsetDateTime first = until();

    // When / Then
    await().atMost(Lab.LONG).until(() -> until().isAfter(first));
    end.complete(null);
    assertThat(working.join()).isTrue();
  }

  @Test
  void shouldEndItsTurnWhenTheWorkFails() {
    // Given
    end.completeExceptionally(new IllegalStateException("no"));
    Turns turns = turns(Duration.ofMinutes(1));

    // When / Then
    assertThatThrownBy(() -> alone(turns)).hasMessageContaining("no");
    assertThat(until()).isNull();
  }
}
