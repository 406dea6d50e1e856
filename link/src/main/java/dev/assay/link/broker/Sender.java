package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import io.smallrye.mutiny.Uni;

/** Sends to one address. Survives reconnects. */
public interface Sender {

  /**
   * Sends one message.
   *
   * @return completes when the broker has accepted; fails with {@link BrokerAwayException} when it
   *     did not. A failed message may still have arrived: receivers live with doubles.
   */
  Uni<Void> send(Envelope<?> message);
}
