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
  private static final long LONGEST_MS = 5_000;

  private final Context context;
  private final String what;
  private final Runnable open;
  private AmqpConnection connection;
  private long waitMs = FIRST_MS;
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

  void attach(AmqpConnection fresh) {
    connection = fresh;
    waitMs = FIRST_MS;
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
    waitMs = FIRST_MS;
  }

  /** It was refused or closed on that connection: opens it again after a time. */
  void closed(AmqpConnection on, Throwable why) {
    if (connection != on) {
      return;
    }
    refused = true;
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
    waitMs = Math.min(LONGEST_MS, waitMs * 2);
  }
}
