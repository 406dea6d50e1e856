package dev.assay.run.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ScoreReport;
import dev.assay.link.broker.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchIntakeTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private final BatchIntake<ScoreReport> intake =
      new BatchIntake<>(
          "test",
          ScoreReport.class,
          vertx,
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .withMapping(IntakeConfig.class)
              .build()
              .getConfigMapping(IntakeConfig.class),
          new SimpleMeterRegistry(),
          reports -> {
            begun.incrementAndGet();
            return Uni.createFrom().completionStage(written);
          });

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldAcceptWhatIsBeingWrittenBeforeItHasStopped() {
    // Given
    intake.take(new Taken());
    await().atMost(LONG).until(() -> begun.get() == 1);

    // When
    UniAssertSubscriber<Void> stopped =
        intake.stop().subscribe().withSubscriber(UniAssertSubscriber.create());

    // Then
    stopped.assertNotTerminated();
    written.complete(null);
    stopped.awaitItem(LONG);
    assertThat(accepted).hasValue(1);
  }

  @Test
  void shouldGiveBackWhatCouldNotBeWrittenBeforeItStopped() {
    // Given
    intake.take(new Taken());
    await().atMost(LONG).until(() -> begun.get() == 1);
    UniAssertSubscriber<Void> stopped =
        intake.stop().subscribe().withSubscriber(UniAssertSubscriber.create());

    // When
    written.completeExceptionally(new IllegalStateException("the database is away"));

    // Then
    stopped.awaitItem(LONG);
    assertThat(accepted).hasValue(0);
  }

  private final class Taken implements Delivery {
    @Override
    public Envelope<? extends Message> envelope() {
      return Envelope.of(Ids.next(), new ScoreReport(List.of()));
    }

    @Override
    public void accept() {
      accepted.incrementAndGet();
    }

    @Override
    public void release() {
      throw new AssertionError("nothing is released");
    }

    @Override
    public void fail() {
      throw new AssertionError("nothing fails");
    }

    @Override
    public void reject() {
      throw new AssertionError("nothing is rejected");
    }

    @Override
    public Uni<Void> reply(Envelope<?> answer) {
      throw new AssertionError("nothing is answered");
    }
  }
}
