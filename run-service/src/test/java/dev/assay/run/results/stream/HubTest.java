package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.pool.Listening;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub of another replica: it shares only the database with the one of the application. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HubTest {
  @Inject Db db;
  @Inject Vertx vertx;
  @Inject StreamConfig config;
  @Inject Listening database;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final UUID workspace = Ids.next();
  private final UUID run = Ids.next();
  private final Subscriber subscriber = new Subscriber(workspace, run);
  private EventHub hub;

  @BeforeEach
  void start() {
    hub = new EventHub(vertx, config, database, metrics);
    hub.start(null);
    hub.add(subscriber);
  }

  private void notifyOf(UUID someRun) {
    db.query("select pg_notify('assay_events', $1)", someRun + " " + workspace)
        .await()
        .atMost(Lab.LONG);
  }

  @Test
  void shouldNoticeThatTheDatabaseIsGoneThoughItAsksNothing() {
    // When
    PgConnectOptions listening = database.options();

    // Then
    assertThat(listening.isTcpKeepAlive()).isTrue();
    assertThat(listening.getProperties()).containsEntry("tcp_user_timeout", "60000");
  }

  private double subscribers() {
    return metrics.get("assay.stream.subscribers").gauge().value();
  }

  @Test
  void shouldHearTheDatabaseAndEndItsStreamsWhenItStops() {
    // Given
    CompletableFuture<Boolean> rung = subscriber.await(Lab.LONG).subscribeAsCompletionStage();

    // When
    Awaitility.await()
        .atMost(Lab.LONG)
        .until(
            () -> {
              notifyOf(run);
              return rung.isDone();
            });

    // Then
    assertThat(rung).isCompletedWithValue(true);
    assertThat(subscribers()).isEqualTo(1);

    // When
    hub.stop().await().indefinitely();

    // Then
    assertThat(subscriber.closing()).isTrue();
    hub.remove(subscriber);
    assertThat(subscribers()).isZero();
  }
}
