package dev.assay.link.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.testing.EmbeddedBroker;
import dev.assay.common.testing.FreePort;
import dev.assay.common.testing.SelfSigned;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpConnection;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that is to be encrypted is, and goes to whom it is to go to, or to nobody. */
class EncryptedLinkTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Vertx VERTX = Vertx.vertx();
  @TempDir private static Path folder;
  private static SelfSigned keys;
  private static SelfSigned others;
  private static EmbeddedBroker broker;
  private static int port;

  @BeforeAll
  static void start() {
    keys = SelfSigned.of("localhost", folder);
    others = SelfSigned.of("other.test", folder);
    port = FreePort.find();
    broker = EmbeddedBroker.startEncrypted(port, keys);
  }

  @AfterAll
  static void stop() {
    broker.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private static BrokerSettings settings(String host, int at, Path authorities) {
    BrokerSettings.Tls tls =
        BrokerSettings.Tls.of(
            true, Optional.ofNullable(authorities == null ? null : authorities.toString()));
    return new BrokerSettings(host, at, null, null, "tls-" + Ids.next(), tls);
  }

  private static AmqpConnection connect(String host, int at, Path authorities) {
    return AmqpClient.create(VERTX, LinkConnection.options(settings(host, at, authorities)))
        .connect()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Test
  void shouldCarryMessagesToABrokerThatShowsWhoItIs() {
    // Given
    BrokerLink link = BrokerLink.start(VERTX, settings("localhost", port, keys.pem()));
    await().atMost(LONG).until(link::connected);

    // When
    link.sender(Address.TASKS)
        .send(Envelope.of(null, new RunCancelled(List.of(new RunCancelled.Run(Ids.next(), 1)))))
        .await()
        .atMost(LONG);
    ConcurrentLinkedQueue<Delivery> got = new ConcurrentLinkedQueue<>();
    link.receive(Address.TASKS, 1, got::add);

    // Then
    await().atMost(LONG).until(() -> got.size() == 1);
    got.remove().accept();
    link.close().await().atMost(LONG);
  }

  @Test
  void shouldSpeakToNobodyWhomItDoesNotBelieve() {
    // Another authority's, none of Java's, and one for another name
    assertThatThrownBy(() -> connect("localhost", port, others.pem()))
        .isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> connect("localhost", port, null))
        .isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> connect("127.0.0.1", port, keys.pem()))
        .isInstanceOf(CompletionException.class);
    connect("localhost", port, keys.pem()).close();
  }

  @Test
  void shouldNotSpeakInTheClearInstead() {
    assertThatThrownBy(() -> connect("localhost", broker.port(), keys.pem()))
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void shouldRefuseSettingsThatMeanAnotherConnectionThanTheySay() {
    assertThat(BrokerSettings.Tls.of(false, Optional.empty())).isNull();
    assertThatThrownBy(() -> BrokerSettings.Tls.of(false, Optional.of(keys.pem().toString())))
        .hasMessageContaining("set assay.broker.tls=true");
    assertThatThrownBy(() -> BrokerSettings.Tls.of(true, Optional.of("/none/such.pem")))
        .hasMessageContaining("no readable file /none/such.pem");
  }
}
