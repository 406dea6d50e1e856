package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.common.testing.EmbeddedBroker;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.trace.UnitSpans;
import dev.assay.scoring.Scoring;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two lives of the service on one queue: the first is stopped in the middle of its work. */
class DrainTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int TASKS = 60;

  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final BrokerLink link =
      BrokerLink.start(vertx, new BrokerSettings("127.0.0.1", broker.port(), null, null, "test"));

  private record Settings(
      int workers, int credit, int judgementCredit, Duration drainTimeout, Duration stuckAfter)
      implements ScoringSettings {}

  private record Where(
      String host,
      int port,
      Optional<String> user,
      Optional<String> password,
      boolean tls,
      Optional<String> caFile)
      implements BrokerConfig {}

  private ScoringService service(InFlight inFlight) {
    return new ScoringService(
        vertx,
        new Settings(2, 8, 100, LONG, LONG),
        new Where(
            "127.0.0.1",
            broker.port(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty()),
        inFlight,
        new ScoringMetrics(new SimpleMeterRegistry()),
        UnitSpans.none());
  }

  @AfterEach
  void stop() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
  }

  private static ScoringTask task(UUID run, int n) {
    String output = "ab".repeat(5_000) + n;
    String expected = n + "ba".repeat(5_000);
    return new ScoringTask(
        List.of(new ScorerSpec("levenshtein", null, null, null)),
        IntStream.range(n * 4, n * 4 + 4)
            .mapToObj(
                unit ->
                    new ScoringTask.Unit(
                        new UnitRef(run, unit, 1),
                        Scoring.item(TextNode.valueOf(expected)),
                        Scoring.answer(TextNode.valueOf(output))))
            .toList());
  }

  @Test
  void shouldFinishWhatItTookAndLeaveTheRestToOthers() throws InterruptedException {
    // Given
    await().atMost(LONG).until(link::connected);
    Queue<Integer> scored = new ConcurrentLinkedQueue<>();
    link.receive(
        Address.SCORES,
        100,
        delivery -> {
          delivery
              .envelope()
              .body(ScoreReport.class)
              .units()
              .forEach(unit -> scored.add(unit.unit().n()));
          delivery.accept();
        });
    UUID run = Ids.next();
    for (int n = 0; n < TASKS; n++) {
      link.sender(Address.TASKS).send(Envelope.of(run, task(run, n))).await().atMost(LONG);
    }
    InFlight inFlight = new InFlight(new SimpleMeterRegistry());
    ScoringService first = service(inFlight);
    first.start(new StartupEvent());
    await().atMost(LONG).until(() -> !scored.isEmpty());
    // When
    first.stop(new ShutdownEvent());
    // Then
    assertThat(first.draining()).isTrue();
    assertThat(first.takesTasks()).isFalse();
    assertThat(inFlight.count()).isZero();
    // When
    ScoringService second = service(new InFlight(new SimpleMeterRegistry()));
    second.start(new StartupEvent());
    // Then
    await().atMost(LONG).until(() -> scored.size() >= TASKS * 4);
    await().atMost(LONG).until(() -> broker.depth(Address.TASKS) == 0);
    assertThat(scored).doesNotHaveDuplicates().hasSize(TASKS * 4);
    second.stop(new ShutdownEvent());
  }
}
