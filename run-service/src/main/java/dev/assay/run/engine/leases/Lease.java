package dev.assay.run.engine.leases;

import dev.assay.link.broker.BrokerAwayException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Claims of this process on rows whose messages it is sending. As long as the sending goes on,
 * those that are not sent are renewed and those that the broker has accepted are stamped, however
 * long the others take. Claims that could not be renewed in time may be somebody else's by now:
 * their messages are not sent any more.
 *
 * @param <K> as in {@link Claims}
 */
public final class Lease<K> {
  private static final Logger LOG = Logger.getLogger(Lease.class);

  /** Renewed this many times before it would run out: one that fails is not the end of it. */
  private static final int RENEWALS = 4;

  private final Claims<K> claims;
  private final long lasts;
  private final Set<K> unsent;
  private final Set<K> accepted = new LinkedHashSet<>();
  private long renewed;
  private boolean busy;
  private long closing;
  private CompletableFuture<Void> closed;

  Lease(Collection<K> claimed, Claims<K> claims, Duration lasts, long nowNanos) {
    this.claims = claims;
    this.lasts = lasts.toNanos();
    this.unsent = new LinkedHashSet<>(claimed);
    this.renewed = nowNanos;
  }

  /**
   * Sends one message.
   *
   * @param told the rows it tells of
   * @param send completes when the broker has accepted it
   * @return fails without sending when the claims may have run out
   */
  public Uni<Void> sending(List<K> told, Supplier<Uni<Void>> send) {
    return Uni.createFrom()
        .deferred(() -> holds(System.nanoTime()) ? send.get() : Uni.createFrom().failure(ranOut()))
        .invoke(sent -> accepted(told))
        .onFailure()
        .invoke(e -> leave(told));
  }

  private static BrokerAwayException ranOut() {
    return new BrokerAwayException("not sent for so long that it may be claimed by somebody else");
  }

  /** There is nothing to send of these: they count as accepted. */
  public synchronized void accepted(Collection<K> told) {
    told.forEach(unsent::remove);
    accepted.addAll(told);
  }

  /** These are not sent now: their claims run out, and the sweeper finds them. */
  public synchronized void leave(Collection<K> left) {
    left.forEach(unsent::remove);
  }

  /**
   * Stamps what was accepted until now. What cannot be stamped is tried again beside the sending.
   */
  public Uni<Void> stamp() {
    return Uni.createFrom().deferred(() -> stamp(takeAccepted()));
  }

  private Uni<Void> stamp(List<K> some) {
    return some.isEmpty()
        ? Uni.createFrom().voidItem()
        : claims.stamp(some).onFailure().invoke(e -> putBack(some));
  }

  private synchronized List<K> takeAccepted() {
    List<K> taken = new ArrayList<>(accepted);
    accepted.clear();
    return taken;
  }

  private synchronized void putBack(List<K> some) {
    accepted.addAll(some);
  }

  private synchronized boolean holds(long nowNanos) {
    return nowNanos - renewed < lasts;
  }

  private synchronized List<K> due(long nowNanos) {
    return nowNanos - renewed < lasts / RENEWALS ? List.of() : List.copyOf(unsent);
  }

  private synchronized void renewed(long nowNanos) {
    renewed = nowNanos;
  }

  /** Stamps and renews what is due, unless the last time is not over yet; never fails. */
  Uni<Void> tick(long nowNanos) {
    synchronized (this) {
      if (busy) {
        return Uni.createFrom().voidItem();
      }
      busy = true;
    }
    return stamp()
        .flatMap(stamped -> renew(due(nowNanos), nowNanos))
        .onFailure()
        .invoke(e -> LOG.debugf("claims neither stamped nor renewed error=%s", e.toString()))
        .onFailure()
        .recoverWithNull()
        .invoke(done -> ticked(System.nanoTime()));
  }

  /** What does not run out any more is what the statement was begun for, not what it ended with. */
  private Uni<Void> renew(List<K> some, long nowNanos) {
    return some.isEmpty()
        ? Uni.createFrom().voidItem()
        : claims.renew(some).invoke(done -> renewed(nowNanos));
  }

  private void ticked(long nowNanos) {
    CompletableFuture<Void> over;
    synchronized (this) {
      busy = false;
      boolean stamped = accepted.isEmpty();
      over = closed != null && (stamped || nowNanos - closing > lasts) ? closed : null;
      if (over != null && !stamped) {
        LOG.warnf("accepted by the broker and not stamped messages=%d", accepted.size());
      }
    }
    if (over != null) {
      over.complete(null);
    }
  }

  /**
   * The sending is over: nothing is renewed any more.
   *
   * @return completes when what was accepted is stamped, or could not be for as long as a claim
   *     lasts; never fails
   */
  Uni<Void> close() {
    CompletableFuture<Void> end = new CompletableFuture<>();
    synchronized (this) {
      unsent.clear();
      if (accepted.isEmpty() && !busy) {
        return Uni.createFrom().voidItem();
      }
      closing = System.nanoTime();
      closed = end;
    }
    Context caller = Vertx.currentContext();
    Uni<Void> over = Uni.createFrom().completionStage(end);
    return caller == null
        ? over
        : over.emitOn(command -> caller.runOnContext(there -> command.run()));
  }
}
