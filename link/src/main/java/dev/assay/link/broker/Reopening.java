package dev.assay.link.broker;

import io.vertx.amqp.AmqpConnection;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Opens a link on each new connection, and again after the broker refused or closed it or did not
 * answer in time, for ever, as long as the connection stands. On the event loop only, but for
 * {@link #refused}.
 *
 * @param <L> the client's link
 */
final class Reopening<L> {
  private static final Logger LOG = Logger.getLogger(Reopening.class);
  private static final long FIRST_MS = 500;
  // The client keeps something of each link it opened for as long as the connection stands.
  private static final long LONGEST_MS = 60_000;
  private static final int MOST_DOUBLINGS = 7;

  private final Context context;
  private final String what;
  private final Duration patience;
  private final Link<L> link;
  private AmqpConnection connection;
  private long attempt;
  private int refusals;
  private volatile boolean refused;

  /** How a link is opened and closed, and who has it. */
  interface Link<L> {
    /** Asks the broker to open it; null when nobody wants it any more. */
    Future<L> open(AmqpConnection on);

    /** It is open. */
    void opened(AmqpConnection on, L fresh);

    /** Closes one that nobody has. */
    Future<Void> close(L unwanted);
  }

  /**
   * Nothing is open yet.
   *
   * @param what the link, for the log
   * @param patience how long the broker may take to answer: after that it is as if it had refused
   */
  Reopening(Context context, String what, Duration patience, Link<L> link) {
    this.context = context;
    this.what = what;
    this.patience = patience;
    this.link = link;
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
    open(fresh);
  }

  void detach() {
    connection = null;
    refused = false;
    attempt++;
  }

  private void open(AmqpConnection on) {
    long mine = ++attempt;
    Future<L> opening = link.open(on);
    if (opening == null) {
      return;
    }
    // What is lost on the way, or never answered, tells of itself by nothing else.
    long limit =
        context
            .owner()
            .setTimer(patience.toMillis(), id -> context.runOnContext(v -> unanswered(mine, on)));
    opening.onComplete(
        result -> {
          context.owner().cancelTimer(limit);
          answered(mine, on, result);
        });
  }

  private void unanswered(long mine, AmqpConnection on) {
    if (mine == attempt && connection == on) {
      attempt++;
      closed(on, new BrokerAwayException("the broker did not answer in time"));
    }
  }

  private void answered(long mine, AmqpConnection on, AsyncResult<L> result) {
    boolean wanted = mine == attempt && connection == on;
    if (!wanted) {
      if (result.succeeded()) {
        // Nobody reads from it, and whatever the broker hands to it would stay there.
        link.close(result.result())
            .onFailure(e -> LOG.debugf("late link=%s: %s", what, e.getMessage()));
      }
    } else if (result.failed()) {
      closed(on, result.cause());
    } else {
      refused = false;
      link.opened(on, result.result());
    }
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
                        open(on);
                      }
                    }));
  }
}
