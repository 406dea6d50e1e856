package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.testing.EmbeddedDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection whose transaction cannot be ended is not given to anybody else. */
class BackingOutTest {
  private static final String SETTING = "select set_config('assay.workspace', 'theirs', true)";
  private static final String SETTING_NOW =
      "select coalesce(current_setting('assay.workspace', true), '') as setting";

  private static EmbeddedDatabase database;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<String> broken = new AtomicReference<>();
  private Pool pool;

  @BeforeAll
  static void startDatabase() {
    database = EmbeddedDatabase.start();
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void connect() {
    int port =
        vertx
            .createNetServer()
            .connectHandler(this::through)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    pool =
        new Pool(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(
                    new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setDatabase("postgres")
                        .setUser("postgres")
                        .setPassword("postgres"))
                .using(vertx)
                .build());
  }

  @AfterEach
  void close() {
    pool.close().await().indefinitely();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Passes everything on, but for a statement that the database is not to understand. */
  private void through(NetSocket client) {
    client.pause();
    vertx
        .createNetClient()
        .connect(database.port(), "127.0.0.1")
        .onSuccess(
            server -> {
              client.handler(bytes -> server.write(spoilt(bytes)));
              server.handler(client::write);
              client.closeHandler(gone -> server.close());
              server.closeHandler(gone -> client.close());
              client.resume();
            });
  }

  private Buffer spoilt(Buffer bytes) {
    String statement = broken.get();
    String text = bytes.toString("ISO-8859-1");
    return statement == null || !text.contains(statement)
        ? bytes
        : Buffer.buffer(
            text.replace(statement, statement.replace(statement.charAt(0), '?')), "ISO-8859-1");
  }

  private <T> T alone(Uni<T> statement) {
    return pool.withConnection(connection -> Db.alone(connection, SETTING, () -> statement))
        .subscribeAsCompletionStage()
        .join();
  }

  private String settingOfTheNext() {
    return pool.query(SETTING_NOW)
        .execute()
        .map(rows -> rows.iterator().next().getString("setting"))
        .subscribeAsCompletionStage()
        .join();
  }

  @Test
  void shouldSayWhatFailedAndGiveTheConnectionToNobody() {
    // Given a rollback that the database refuses
    broken.set("rollback");
    IllegalStateException first = new IllegalStateException("what failed first");

    // When
    assertThatThrownBy(() -> alone(Uni.createFrom().failure(first)))
        .isInstanceOf(CompletionException.class)
        .hasCause(first);

    // Then it is told beside, and whoever comes next has nobody else's rights
    assertThat(first.getSuppressed()).hasSize(1);
    broken.set(null);
    assertThat(settingOfTheNext()).isEmpty();
  }

  @Test
  void shouldBackOutOfACommitThatFails() {
    // Given
    broken.set("commit");

    // When
    assertThatThrownBy(() -> alone(Uni.createFrom().item(1)))
        .isInstanceOf(CompletionException.class);

    // Then
    broken.set(null);
    assertThat(settingOfTheNext()).isEmpty();
  }

  @Test
  void shouldKeepAConnectionWhoseTransactionEnded() {
    assertThatThrownBy(
            () -> alone(Uni.createFrom().failure(new IllegalStateException("on purpose"))))
        .isInstanceOf(CompletionException.class);
    assertThat(settingOfTheNext()).isEmpty();
    assertThat(alone(Uni.createFrom().item(1))).isEqualTo(1);
    assertThat(settingOfTheNext()).isEmpty();
  }
}
