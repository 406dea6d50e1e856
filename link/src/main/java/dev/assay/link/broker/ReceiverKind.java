package dev.assay.link.broker;

import org.apache.qpid.proton.amqp.Symbol;

/** What a receiver listens to; the capability tells an Artemis broker how to route. */
enum ReceiverKind {
  QUEUE(Symbol.valueOf("queue")),
  MULTICAST(Symbol.valueOf("topic"));

  private final Symbol capability;

  ReceiverKind(Symbol capability) {
    this.capability = capability;
  }

  Symbol capability() {
    return capability;
  }
}
