package dev.assay.link.broker;

/** What a receiver listens to; the capability tells an Artemis broker how to route. */
enum ReceiverKind {
  QUEUE("queue"),
  MULTICAST("topic");

  private final String capability;

  ReceiverKind(String capability) {
    this.capability = capability;
  }

  String capability() {
    return capability;
  }
}
