package dev.assay.link.broker;

import io.vertx.amqp.AmqpConnection;

/** What is opened again on every new connection. Called on the event loop, but for what says so. */
interface Attachable {

  /** Opens it on a fresh connection. */
  void attach(AmqpConnection connection);

  /** The connection is gone. */
  void detach();

  /** Once a second: ends what waited too long. */
  void tick();

  /** Whether the broker refused it the last time. Any thread. */
  boolean refused();
}
