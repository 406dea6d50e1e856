package dev.assay.run.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.UnitRef;
import dev.assay.common.testing.EmbeddedBroker;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.run.engine.troubles.RunEnding;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that cannot be written, and has more messages than may be taken from the broker. */
class RunShareTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String QUEUE = "assay.answers";
  private static final int CREDIT = 40;
  private static final UUID STUCK = Ids.next();
  private static final UUID OTHER = Ids.next();

  private final Vertx vertx = Vertx.vertx();
  private final Set<Integer> written = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> free = new CompletableFuture<>();
  private EmbeddedBroker broker;
  private BrokerLink link;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start();
    link =
        BrokerLink.start(
            vertx, new BrokerSettings("127.0.0.1", broker.port(), null, null, "share"));
    await().atMost(LONG).until(link::connected);
  }

  @AfterEach
  void stop() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
  }

  private BatchIntake<ModelReply> intake() {
    return new BatchIntake<>(
        "test",
        ModelReply.class,
        new QueueListeners.AnswerContent(new Goodbyes(null, null)),
        vertx,
        Settings.of(IntakeConfig.class, Map.of("assay.intake.credit", String.valueOf(CREDIT))),
        new SimpleMeterRegistry(),
        new RunTroubles(new RunEnding(null, null)),
        this::write);
  }

  private Uni<Void> write(List<ModelReply> replies) {
    Uni<Void> when =
        replies.get(0).unit().runId().equals(STUCK)
            ? Uni.createFrom().completionStage(free)
            : Uni.createFrom().voidItem();
    return when.invoke(done -> replies.forEach(reply -> written.add(reply.unit().n())));
  }

  private void send(UUID run, int n) {
    ModelReply reply =
        new ModelReply(new UnitRef(run, n, 1), "w", null, null, Instant.EPOCH, List.of(), null);
    link.sender(QUEUE).send(Envelope.of(run, reply)).await().atMost(LONG);
  }

  @Test
  void shouldTakeInWhatComesBehindIt() {
    // Given three times as many of one run as may be held, which nobody can write
    for (int n = 0; n < 3 * CREDIT; n++) {
      send(STUCK, n);
    }
    for (int n = 1_000; n < 1_010; n++) {
      send(OTHER, n);
    }

    // When
    link.receive(QUEUE, CREDIT, 64 << 20, intake()::take);

    // Then
    await().atMost(LONG).until(() -> written.size() == 10);
    assertThat(written).allMatch(n -> n >= 1_000);

    // When it can be written again
    free.complete(null);

    // Then nothing of it was lost, or came again
    await().atMost(LONG).until(() -> written.size() == 10 + 3 * CREDIT);
  }
}
