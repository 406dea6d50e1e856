package dev.assay.link.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.CatalogueRequest;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.testing.EmbeddedBroker;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerLinkTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private final Vertx vertx = Vertx.vertx();
  private EmbeddedBroker broker;
  private BrokerLink link;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start();
    link = connect("test");
    await().atMost(LONG).until(link::connected);
  }

  @AfterEach
  void stop() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
  }

  private BrokerLink connect(String name) {
    return BrokerLink.start(
        vertx, new BrokerSettings("127.0.0.1", broker.port(), null, null, name));
  }

  private static Envelope<RunCancelled> message(UUID run) {
    return Envelope.of(run, new RunCancelled(List.of(new RunCancelled.Run(run, 1))));
  }

  private static void settleAll(Queue<Delivery> held) {
    for (Delivery next = held.poll(); next != null; next = held.poll()) {
      next.accept();
    }
  }

  @Test
  void shouldOpenALinkOnceThatIsAddedWhileItConnects() {
    for (int round = 0; round < 20; round++) {
      // Given
      BrokerLink fresh = connect("fresh");

      // When
      int added = 0;
      while (!fresh.connected()) {
        for (int each = 0; each < 8; each++) {
          fresh.receive(Address.TASKS, 1, Delivery::accept);
          added++;
        }
        // Fails as long as it is not connected, and paces: the event loop has come round by then.
        fresh
            .sender(Address.TASKS)
            .send(message(Ids.next()))
            .onFailure(BrokerAwayException.class)
            .recoverWithNull()
            .await()
            .atMost(LONG);
      }
      fresh.receive(Address.SCORES, 1, Delivery::accept);

      // Then: the broker opens them in the order of their coming
      await().atMost(LONG).until(() -> broker.consumers(Address.SCORES) == 1);
      assertThat(broker.consumers(Address.TASKS)).as("round %d", round).isEqualTo(added);
      fresh.close().await().atMost(LONG);
      await().atMost(LONG).until(() -> broker.consumers(Address.TASKS) == 0);
    }
  }

  @Test
  void shouldDeliverWhatTheBrokerAcceptedBeforeItWentAway() {
    // Given
    UUID run = Ids.next();
    link.sender(Address.TASKS).send(message(run)).await().atMost(LONG);

    // When
    broker.pause();
    await().atMost(LONG).until(() -> !link.connected());
    broker.resume();
    Queue<Delivery> got = new ConcurrentLinkedQueue<>();
    link.receive(Address.TASKS, 10, got::add);

    // Then
    await().atMost(LONG).until(() -> got.size() == 1);
    assertThat(got.peek().envelope().runId()).isEqualTo(run);
    settleAll(got);
    await().atMost(LONG).until(() -> broker.depth(Address.TASKS) == 0);
  }

  @Test
  void shouldFailASendWhileTheBrokerIsAway() {
    // Given
    broker.pause();
    await().atMost(LONG).until(() -> !link.connected());

    // When / Then
    assertThatThrownBy(
            () -> link.sender(Address.TASKS).send(message(Ids.next())).await().atMost(LONG))
        .isInstanceOf(BrokerAwayException.class);
    broker.resume();
  }

  @Test
  void shouldHoldNoMoreUnsettledThanItsCredit() {
    // Given
    int credit = 7;
    Queue<Delivery> held = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 20; i++) {
      link.sender(Address.TASKS).send(message(Ids.next())).await().atMost(LONG);
    }

    // When
    link.receive(Address.TASKS, credit, held::add);

    // Then
    await().atMost(LONG).until(() -> held.size() == credit);
    await()
        .during(Duration.ofMillis(300))
        .atMost(LONG)
        .untilAsserted(() -> assertThat(held).hasSize(credit));
    await()
        .atMost(LONG)
        .until(
            () -> {
              settleAll(held);
              return broker.depth(Address.TASKS) == 0;
            });
  }

  @Test
  void shouldMoveARejectedMessageToTheDeadLetters() {
    // Given
    link.receive(Address.TASKS, 10, Delivery::reject);

    // When
    link.sender(Address.TASKS).send(message(Ids.next())).await().atMost(LONG);

    // Then
    await().atMost(LONG).until(() -> broker.depth(Address.DEAD_LETTERS) == 1);
  }

  @Test
  void shouldDeliverAReleasedMessageAgain() {
    // Given
    Queue<UUID> seen = new ConcurrentLinkedQueue<>();
    link.receive(
        Address.TASKS,
        10,
        delivery -> {
          seen.add(delivery.envelope().id());
          if (seen.size() < 3) {
            delivery.release();
          } else {
            delivery.accept();
          }
        });

    // When
    Envelope<?> sent = message(Ids.next());
    link.sender(Address.TASKS).send(sent).await().atMost(LONG);

    // Then
    await().atMost(LONG).until(() -> seen.size() == 3);
    assertThat(seen).containsOnly(sent.id());
  }

  @Test
  void shouldDeliverAgainWhatItsHandlerFailedWith() {
    // Given
    Queue<UUID> seen = new ConcurrentLinkedQueue<>();
    link.receive(
        Address.TASKS,
        1,
        delivery -> {
          seen.add(delivery.envelope().id());
          if (seen.size() == 1) {
            throw new IllegalStateException("a handler that fails");
          }
          delivery.accept();
        });

    // When
    Envelope<?> sent = message(Ids.next());
    link.sender(Address.TASKS).send(sent).await().atMost(LONG);

    // Then
    await().atMost(LONG).until(() -> seen.size() == 2);
    assertThat(seen).containsOnly(sent.id());
    await().atMost(LONG).until(() -> broker.depth(Address.TASKS) == 0);
  }

  @Test
  void shouldTellEverySubscriberOfAMulticastAddress() {
    // Given
    BrokerLink other = connect("other");
    Queue<UUID> here = new ConcurrentLinkedQueue<>();
    Queue<UUID> there = new ConcurrentLinkedQueue<>();
    link.subscribe(Address.CONTROL, d -> here.add(d.envelope().runId()));
    other.subscribe(Address.CONTROL, d -> there.add(d.envelope().runId()));
    UUID run = Ids.next();

    // When / Then
    await()
        .atMost(LONG)
        .until(
            () -> {
              link.publish(Address.CONTROL, message(run));
              return here.contains(run) && there.contains(run);
            });
    other.close().await().atMost(LONG);
  }

  @Test
  void shouldAnswerAQuestion() {
    // Given
    BrokerLink server = connect("server");
    server.receive(
        Address.TASKS,
        10,
        question ->
            question
                .reply(Envelope.of(null, new ScorerCatalogue(List.of())))
                .subscribe()
                .with(ok -> question.accept(), e -> question.release()));

    // When
    Envelope<?> answer =
        link.ask(Address.TASKS, Envelope.of(null, new CatalogueRequest()), LONG)
            .await()
            .atMost(LONG);

    // Then
    assertThat(answer.body()).isEqualTo(new ScorerCatalogue(List.of()));
    server.close().await().atMost(LONG);
  }
}
