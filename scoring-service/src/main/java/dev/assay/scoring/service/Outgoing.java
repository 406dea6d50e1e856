package dev.assay.scoring.service;

import dev.assay.common.message.Envelope;
import java.time.Instant;
import java.util.List;

/**
 * What is to be sent before a delivery is settled.
 *
 * @param reply to whoever asked, null when it goes elsewhere
 * @param messages each with its address
 * @param notBefore when to send them, null for at once
 * @param outcome for the metrics
 */
record Outgoing(Envelope<?> reply, List<Addressed> messages, Instant notBefore, String outcome) {
  record Addressed(String address, Envelope<?> message) {}

  static Outgoing reply(Envelope<?> message) {
    return new Outgoing(message, List.of(), null, "answered");
  }
}
