package dev.assay.link.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A broker that takes its time twice, first to grant credit and then to accept, and each time less
 * than a sender waits for it.
 */
class SlowBrokerTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final long CREDIT_MS = 5_000;
  private static final long ACCEPT_MS = 4_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger delivered = new AtomicInteger();
  private final ProtonServer server =
      ProtonServer.create(vertx)
          .connectHandler(this::connected)
          .listen(0, "127.0.0.1", listening -> {});

  private void connected(ProtonConnection connection) {
    connection.openHandler(open -> connection.setContainer("slow").open());
    connection.sessionOpenHandler(session -> session.open());
    connection.receiverOpenHandler(this::opens);
    connection.senderOpenHandler(
        link -> {
          link.setSource(link.getRemoteSource());
          link.open();
        });
  }

  private void opens(ProtonReceiver link) {
    link.setTarget(link.getRemoteTarget());
    link.setAutoAccept(false).setPrefetch(0);
    link.handler(
        (delivery, message) -> {
          delivered.incrementAndGet();
          vertx.setTimer(ACCEPT_MS, t -> delivery.disposition(Accepted.getInstance(), true));
        });
    link.open();
    vertx.setTimer(CREDIT_MS, t -> link.flow(10));
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldNotGiveUpAMessageWhileItIsBeingTakenBecauseItHadWaitedForCredit() {
    // Given
    await().atMost(LONG).until(() -> server.actualPort() > 0);
    BrokerLink link =
        BrokerLink.start(
            vertx,
            new BrokerSettings(
                "127.0.0.1",
                server.actualPort(),
                null,
                null,
                "test",
                Duration.ofSeconds(30),
                TIMEOUT));
    await().atMost(LONG).until(link::connected);
    UUID run = Ids.next();

    // When / Then: a failure would be thrown here
    link.sender("slow")
        .send(Envelope.of(run, new RunCancelled(List.of(new RunCancelled.Run(run, 1)))))
        .await()
        .atMost(LONG);
    assertThat(delivered).hasValue(1);
    link.close().await().atMost(LONG);
  }
}
