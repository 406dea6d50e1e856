package dev.assay.link.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection for which nobody tries any more is told from a broker that is away. */
class LinkConnectionTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong();
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stop() {
    goOn.countDown();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** At a port where nobody listens. */
  private static BrokerSettings nowhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new BrokerSettings("127.0.0.1", socket.getLocalPort(), null, null, "test");
    }
  }

  @Test
  void shouldNotBeAliveWhenNothingWasTriedForAMinute() throws Exception {
    // Given a broker that is away, and an event loop on which nothing goes on after the first try
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    LinkConnection connection = new LinkConnection(vertx, context, nowhere(), now::get);
    CountDownLatch stuck = new CountDownLatch(1);
    context.runOnContext(v -> connection.start());
    context.runOnContext(
        v -> {
          stuck.countDown();
          await().atMost(LONG).until(() -> goOn.getCount() == 0);
        });
    assertThat(stuck.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    // When / Then
    assertThat(connection.alive()).isTrue();
    now.set(TimeUnit.SECONDS.toNanos(59));
    assertThat(connection.alive()).isTrue();
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertThat(connection.alive()).isFalse();

    // When it goes on, then the next try is a sign of life though the broker is still away
    goOn.countDown();
    await().atMost(LONG).until(connection::alive);
    assertThat(connection.connected()).isFalse();
  }

  @Test
  void shouldNotBeTakenForDeadWhenItWasClosed() throws Exception {
    // Given
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    LinkConnection connection = new LinkConnection(vertx, context, nowhere(), now::get);
    CountDownLatch closed = new CountDownLatch(1);

    // When
    context.runOnContext(v -> connection.close(closed::countDown));
    assertThat(closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    now.set(TimeUnit.MINUTES.toNanos(10));

    // Then
    assertThat(connection.alive()).isTrue();
  }
}
