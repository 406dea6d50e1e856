package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import io.smallrye.mutiny.Uni;

/**
 * One message as it was delivered. Exactly one of accept, release, fail, reject settles it; a later
 * one, or one after the connection was lost, does nothing: the broker delivers again.
 */
public interface Delivery {

  /**
   * The message.
   *
   * @throws dev.assay.common.message.UnreadableMessageException when it cannot be read
   */
  Envelope<? extends Message> envelope();

  /**
   * How often the broker has handed the message to somebody who failed with it or was lost before;
   * 0 for the first time.
   */
  default int redeliveries() {
    return 0;
  }

  /** How large the message is; 0 when that is not known. */
  default int bytes() {
    return 0;
  }

  /**
   * It waits for something that may take long: from now on it does not count against the credit of
   * its receiver, so that others are delivered meanwhile, unless so many bytes are set aside
   * already as may be held. It is to be settled all the same.
   */
  default void setAside() {}

  /** Done: the broker forgets the message. */
  void accept();

  /** Not taken: the broker hands it to somebody, and does not count this delivery. */
  void release();

  /** Failed for now: the broker counts it, waits, and delivers again up to its maximum. */
  void fail();

  /** No retry will help: the broker moves it to the dead letters at once. */
  void reject();

  /**
   * Answers a question at the reply address it came with.
   *
   * @return as {@link Sender#send}; fails when the message has no reply address
   */
  Uni<Void> reply(Envelope<?> answer);
}
