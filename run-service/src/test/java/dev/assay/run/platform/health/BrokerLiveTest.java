package dev.assay.run.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** A service is restarted for a link that nobody tries to bring back, and not for a broker. */
class BrokerLiveTest {
  @Test
  void shouldBeDownWhenNobodyTriesForTheBrokerAnyMore() throws IOException {
    // Given a broker that is away
    AtomicLong now = new AtomicLong();
    Vertx vertx = Vertx.vertx();
    BrokerLive live = new BrokerLive(BrokerLink.start(vertx, nowhere(), now::get));
    assertThat(live.call().getStatus()).isEqualTo(Status.UP);

    // When what would try for it again is gone
    vertx.close().toCompletionStage().toCompletableFuture().join();

    // Then it is missed after a minute
    now.set(TimeUnit.SECONDS.toNanos(59));
    assertThat(live.call().getStatus()).isEqualTo(Status.UP);
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertThat(live.call().getStatus()).isEqualTo(Status.DOWN);
  }

  private static BrokerSettings nowhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new BrokerSettings("127.0.0.1", socket.getLocalPort(), null, null, "test");
    }
  }
}
