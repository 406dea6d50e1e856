package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.Delivery;
import dev.assay.link.trace.UnitSpans;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScorerRegistry;
import dev.assay.scoring.engine.ScoringEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that another scoring-service was lost with. */
class LostTaskTest {
  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<ScoreReport> reported = new CompletableFuture<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Given(Envelope<? extends Message> envelope, int redeliveries) implements Delivery {
    @Override
    public void accept() {}

    @Override
    public void release() {}

    @Override
    public void fail() {}

    @Override
    public void reject() {}

    @Override
    public Uni<Void> reply(Envelope<?> answer) {
      return Uni.createFrom().voidItem();
    }
  }

  private ScoreReport report(int redeliveries, UnitRef unit) throws Exception {
    ScorerRegistry registry = BuiltInScorers.registry();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MessageHandler handler =
        new MessageHandler(
            new ScoringEngine(registry, ScoreObserver.NONE),
            registry,
            vertx.createSharedWorkerExecutor("lost-task-test"),
            vertx.createSharedWorkerExecutor("lost-task-test-programs"),
            address ->
                envelope -> {
                  reported.complete((ScoreReport) envelope.body());
                  return Uni.createFrom().voidItem();
                },
            new Waiting(vertx),
            new InFlight(meters),
            new ScoringMetrics(meters),
            new ScoreTraces(UnitSpans.none()));
    ScoringTask task =
        new ScoringTask(
            List.of(new ScorerSpec("exact_match", "exact_match", null, null)),
            List.of(
                new ScoringTask.Unit(
                    unit,
                    Scoring.item(TextNode.valueOf("a")),
                    Scoring.answer(TextNode.valueOf("a")),
                    null,
                    1)));
    handler.handle(new Given(Envelope.of(unit.runId(), task), redeliveries));
    return reported.get(240, TimeUnit.SECONDS);
  }

  private static UnitRef unit() {
    UUID run = Ids.next();
    return new UnitRef(run, 3, 1);
  }

  @Test
  void shouldScoreATaskThatComesForTheFirstTime() throws Exception {
    assertThat(report(0, unit()).units()).hasSize(1);
  }

  @Test
  void shouldGiveBackATaskThatSomebodyWasLostWithAndComputeNothingOfIt() throws Exception {
    // Given
    UnitRef unit = unit();

    // When
    ScoreReport report = report(1, unit);

    // Then
    assertThat(report.units()).isEmpty();
    assertThat(report.lost()).containsExactly(unit);
    assertThat(report.losses()).as("what the task says of earlier ones").containsExactly(1);
  }
}
