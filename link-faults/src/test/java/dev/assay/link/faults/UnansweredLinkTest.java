package dev.assay.link.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.link.broker.BrokerAwayException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.broker.Delivery;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker whose connection stands, and which says nothing when a link is to be opened. */
class UnansweredLinkTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Vertx vertx = Vertx.vertx();
  private MuteBroker broker;
  private BrokerLink link;

  @BeforeEach
  void start() {
    broker = new MuteBroker();
    await().atMost(LONG).until(() -> broker.port() > 0);
    link =
        BrokerLink.start(
            vertx,
            new BrokerSettings(
                "127.0.0.1",
                broker.port(),
                null,
                null,
                "test",
                Duration.ofSeconds(5),
                Duration.ofMillis(500)));
    await().atMost(LONG).until(link::connected);
  }

  @AfterEach
  void stop() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
  }

  private boolean sends() {
    UUID run = Ids.next();
    return link.sender(MuteBroker.ADDRESS)
        .send(Envelope.of(run, new RunCancelled(List.of(new RunCancelled.Run(run, 1)))))
        .replaceWith(true)
        .onFailure(BrokerAwayException.class)
        .recoverWithItem(false)
        .await()
        .atMost(LONG);
  }

  @Test
  void shouldAskAgainForALinkThatIsNotAnswered() {
    // Given
    link.sender(MuteBroker.ADDRESS);
    link.receive(MuteBroker.ADDRESS, 1, Delivery::accept);

    // When nobody answers for longer than anything is waited for
    await().atMost(LONG).until(() -> broker.unanswered(true) > 1 && broker.unanswered(false) > 1);
    await().atMost(LONG).until(() -> !link.ready());
    assertThat(sends()).isFalse();
    broker.answerFromNowOn();

    // Then
    await().atMost(LONG).until(this::sends);
    await().atMost(LONG).until(link::ready);
    assertThat(broker.received()).isNotEmpty();
    assertThat(broker.connections()).as("what else goes over it was not disturbed").isEqualTo(1);
  }

  @Test
  void shouldCloseALinkThatIsOpenedWhenNobodyWaitsForItAnyMore() {
    // Given
    link.sender(MuteBroker.ADDRESS);
    link.receive(MuteBroker.ADDRESS, 1, Delivery::accept);
    await().atMost(LONG).until(() -> broker.unanswered(true) > 1 && broker.unanswered(false) > 1);
    broker.answerFromNowOn();
    await().atMost(LONG).until(this::sends);
    await().atMost(LONG).until(link::ready);
    int before = broker.closed();
    long late = broker.unanswered(true) + broker.unanswered(false);

    // When
    broker.answerLate();

    // Then those are closed, and no other one
    await().atMost(LONG).until(() -> broker.closed() == before + late);
    assertThat(sends()).isTrue();
  }
}
