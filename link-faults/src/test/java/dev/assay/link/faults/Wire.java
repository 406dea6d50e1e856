package dev.assay.link.faults;

import dev.assay.common.message.Envelope;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** What carries messages to and from one queue, as small as the scenarios need it. */
interface Wire extends AutoCloseable {
  /** A message the broker has not accepted by then must count as not sent. */
  Duration SEND_TIMEOUT = Duration.ofSeconds(3);

  /** A connection silent for twice this long must be taken for dead. */
  Duration HEARTBEAT = Duration.ofSeconds(1);

  /** One delivery, told apart by the run its envelope names. */
  record Taken(UUID key, Runnable accept) {}

  /** Completes when the broker has accepted, fails when it has not. */
  Uni<Void> send(Envelope<?> message);

  /** Takes messages, of which at most some are held at a time. */
  void receive(Consumer<Taken> handler);

  /** Takes nothing new; what is held can still be accepted. */
  void stop();

  /** Whether it says that it is connected: what health checks show. */
  boolean connected();

  @Override
  void close();
}
