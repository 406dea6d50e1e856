package dev.assay.run.engine.intake;

import dev.assay.link.broker.Delivery;
import java.util.UUID;

/** A message that waits to be written, with the delivery that is then settled. */
final class Taken<T> {
  private final T body;
  private final Delivery delivery;
  private final UUID run;
  private final int units;
  private volatile boolean settled;
  private boolean aside;

  /**
   * A message.
   *
   * @param run whose row it needs
   * @param units how many units it tells of
   */
  Taken(T body, Delivery delivery, UUID run, int units) {
    this.body = body;
    this.delivery = delivery;
    this.run = run;
    this.units = units;
  }

  T body() {
    return body;
  }

  UUID run() {
    return run;
  }

  int units() {
    return units;
  }

  int bytes() {
    return delivery.bytes();
  }

  boolean settled() {
    return settled;
  }

  /** Whether it does not count against the credit any more; guarded like its queue. */
  boolean aside() {
    return aside;
  }

  /** From now on it does not. */
  void mark() {
    aside = true;
  }

  /** The next ones are delivered without waiting for it. */
  void setAside() {
    delivery.setAside();
  }

  /** It is written. */
  void accept() {
    settled = true;
    delivery.accept();
  }

  /** It can never be written. */
  void reject() {
    settled = true;
    delivery.reject();
  }

  /** It goes back to the broker, for later. */
  void giveBack() {
    settled = true;
    delivery.fail();
  }
}
