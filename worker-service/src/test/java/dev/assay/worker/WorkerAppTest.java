package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.WorkerPresence;
import dev.assay.common.testing.EmbeddedBroker;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.trace.UnitSpans;
import dev.assay.worker.testing.Calls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application around a worker: how it ends. */
class WorkerAppTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<ModelReply> replies = new CopyOnWriteArrayList<>();
  private final List<WorkerPresence> goodbyes = new CopyOnWriteArrayList<>();
  private EmbeddedBroker broker;
  private BrokerLink link;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start();
    link =
        BrokerLink.start(vertx, new BrokerSettings("127.0.0.1", broker.port(), null, null, "test"));
    link.receive(
        Address.ANSWERS,
        100,
        delivery -> {
          Message body = delivery.envelope().body();
          if (body instanceof ModelReply reply) {
            replies.add(reply);
          } else {
            goodbyes.add((WorkerPresence) body);
          }
          delivery.accept();
        });
    await().atMost(Duration.ofMinutes(4)).until(link::connected);
  }

  @AfterEach
  void stop() {
    link.close().await().atMost(Duration.ofMinutes(4));
    vertx.close().toCompletionStage().toCompletableFuture().join();
    broker.close();
  }

  @Test
  void shouldAnswerWhatRunsBeforeTheProcessMayEnd() {
    // Given a worker with the application around it, and calls that take a while
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    WorkerApp app =
        new WorkerApp(
            vertx,
            metrics,
            new AppConfig(),
            new AppBroker(new BrokerSettings("127.0.0.1", broker.port(), null, null, "app")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            null,
            UnitSpans.none());
    app.start(null);
    UUID run = Ids.next();
    for (int n = 0; n < 5; n++) {
      ModelCall call = Calls.simulated().options("{\"latency\":1500}").run(run).n(n).build();
      link.sender(Address.CALLS).send(Envelope.of(run, call)).await().atMost(Duration.ofMinutes(4));
    }
    await().atMost(Duration.ofMinutes(4)).until(() -> held(metrics) == 5);

    // When it is told to end
    app.stop(null);

    // Then it has answered them all by now, and nobody has to ask again
    assertThat(held(metrics)).isZero();
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 5);
    assertThat(replies).allMatch(r -> r.answer() != null && r.attempts().size() == 1);
    await().atMost(Duration.ofMinutes(4)).until(() -> broker.depth(Address.CALLS) == 0);

    // And its goodbye waits with its answers, so that nobody takes it for lost
    await().atMost(Duration.ofMinutes(4)).until(() -> goodbyes.size() == 1);
    assertThat(goodbyes.get(0).leaving()).isTrue();
    assertThat(goodbyes.get(0).held()).isEmpty();
  }

  private static double held(SimpleMeterRegistry metrics) {
    return metrics.get("assay.worker.calls.running").gauge().value();
  }

  private record AppBroker(BrokerSettings settings) implements BrokerConfig {
    @Override
    public String host() {
      return settings.host();
    }

    @Override
    public int port() {
      return settings.port();
    }

    @Override
    public Optional<String> user() {
      return Optional.ofNullable(settings.user());
    }

    @Override
    public Optional<String> password() {
      return Optional.ofNullable(settings.password());
    }

    @Override
    public boolean tls() {
      return false;
    }

    @Override
    public Optional<String> caFile() {
      return Optional.empty();
    }
  }

  private static final class AppConfig implements WorkerConfig {
    @Override
    public String name() {
      return "app";
    }

    @Override
    public int capacity() {
      return 64;
    }

    @Override
    public Duration listenFirst() {
      return Duration.ofMillis(1_200);
    }

    @Override
    public Duration drainTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public long maxBodyBytes() {
      return 1_000_000;
    }

    @Override
    public long maxBodiesBytes() {
      return 10_000_000;
    }

    @Override
    public int maxReasoningBytes() {
      return 1_000;
    }

    @Override
    public long assetCacheBytes() {
      return 1_000_000;
    }

    @Override
    public Breaker breaker() {
      return new Breaker() {
        @Override
        public int window() {
          return 20;
        }

        @Override
        public double failureRatio() {
          return 0.5;
        }

        @Override
        public Duration open() {
          return Duration.ofSeconds(5);
        }
      };
    }
  }
}
