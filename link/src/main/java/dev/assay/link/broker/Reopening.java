package dev.assay.link.broker;

import io.vertx.amqp.AmqpConnection;
import io.vertx.core.Context;
import org.jboss.logging.Logger;

/**
 * Opens a link again after the broker refused or closed it, for ever, as long as the connection
 * stands. On the event loop only, but for {@link #refused}.
 */
final class Reopening {
  private static final Logger LOG = Logger.getLogger(Reopening.class);
  private static final long FIRST_MS = 500;
  // The client keeps something of each link it opened for as long as the connection stands.
  private static final long LONGEST_MS = 60_000;
  private static final int MOST_DOUBLINGS = 7;

  private final Context context;
  private final String what;
  private final Runnable open;
  private AmqpConnection connection;
  private int refusals;
  private volatile boolean refused;

  /**
   * Nothing is open yet.
   *
   * @param what the link, for the log
   * @param open opens it on the {@link #connection}
   */
  Reopening(Context context, String what, Runnable open) {
    this.context = context;
    this.what = what;
    this.open = open;
  }

  /** The connection to open on; null when there is none. */
  AmqpConnection connection() {
    return connection;
  }

  /** Whether the broker did not open it the last time, or closed it since. Any thread. */
  boolean refused() {
    return refused;
  }

  /** Opens it on a connection, unless that is done already. */
  void attach(AmqpConnection fresh) {
    if (connection == fresh) {
      return;
    }
    connection = fresh;
    refusals = 0;
    open.run();
  }

  void detach() {
    connection = null;
    refused = false;
  }

  /** It is open. */
  void opened() {
    refused = false;
  }

  /** It works, so that the next refusal is a first one. */
  void works() {
    refusals = 0;
  }

  /** Milliseconds until the next attempt, after so many refusals in a row before this one. */
  static long waitMs(int refusals) {
    return Math.min(LONGEST_MS, FIRST_MS << Math.min(MOST_DOUBLINGS, refusals));
  }

  /** It was refused or closed on that connection: opens it again after a time. */
  void closed(AmqpConnection on, Throwable why) {
    if (connection != on) {
      return;
    }
    refused = true;
    long waitMs = waitMs(refusals++);
    LOG.warnf("link not open link=%s again_ms=%d why=%s", what, waitMs, why.getMessage());
    context
        .owner()
        .setTimer(
            waitMs,
            id ->
                context.runOnContext(
                    v -> {
                      if (connection == on) {
                        open.run();
                      }
                    }));
  }
}
