package dev.assay.run.results.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * One reader of a stream. It is rung when there may be something new in the log, and handed what is
 * not in the log; it holds nothing else, so a slow reader costs nobody anything.
 */
final class Subscriber {
  private static final int MAX_PASSING = 100;

  private final UUID workspaceId;
  private final UUID runId;
  private final boolean activity;
  private final Deque<String> passing = new ArrayDeque<>();
  private boolean rung;
  private boolean closing;
  private UniEmitter<? super Void> waiting;
  private UniEmitter<? super Void> atTheEnd;
  private Runnable cut = () -> {};
  private long askedNanos = System.nanoTime();

  /** For one run with what is not in its log, or for the logs of all runs of a workspace. */
  Subscriber(UUID workspaceId, UUID runId) {
    this(workspaceId, runId, runId != null);
  }

  /**
   * For one run, or for all runs of a workspace.
   *
   * @param runId null for all runs
   * @param activity whether it wants what is not in the log
   */
  Subscriber(UUID workspaceId, UUID runId, boolean activity) {
    this.workspaceId = workspaceId;
    this.runId = runId;
    this.activity = activity;
  }

  boolean hears(UUID workspace, UUID run) {
    return workspaceId.equals(workspace) && (runId == null || runId.equals(run));
  }

  /**
   * Whether it wants what is not in the log of a run.
   *
   * @param workspace of the run; null while it is not known, and may be this one
   */
  boolean hearsActivity(UUID workspace, UUID run) {
    return activity
        && (workspace == null || workspaceId.equals(workspace))
        && (runId == null || runId.equals(run));
  }

  /** There may be something new in the log. */
  synchronized void ring() {
    rung = true;
    wake();
  }

  /** Something that is not in the log; the oldest is dropped when the reader is slow. */
  synchronized void pass(String data) {
    if (passing.size() >= MAX_PASSING) {
      passing.removeFirst();
    }
    passing.addLast(data);
    wake();
  }

  /** The service leaves: the stream ends, the reader comes back elsewhere. */
  synchronized void close() {
    closing = true;
    wake();
    UniEmitter<? super Void> pausing = atTheEnd;
    atTheEnd = null;
    if (pausing != null) {
      pausing.complete(null);
    }
  }

  synchronized boolean closing() {
    return closing;
  }

  /** What passed by since the last call. */
  synchronized List<String> takePassing() {
    List<String> taken = new ArrayList<>(passing);
    passing.clear();
    return taken;
  }

  /** Forgets the bell; call before the log is read, so that no ring is lost. */
  synchronized void listen() {
    rung = false;
    askedNanos = System.nanoTime();
  }

  /** How to end the reader's connection when it takes nothing any more. */
  synchronized void onStall(Runnable action) {
    cut = action;
  }

  /**
   * Cuts a reader for which something waits and which has asked for nothing in this time.
   *
   * @return whether it was cut
   */
  boolean cutIfStalled(Duration longest) {
    Runnable action;
    synchronized (this) {
      if (!rung || System.nanoTime() - askedNanos < longest.toNanos()) {
        return false;
      }
      action = cut;
    }
    action.run();
    return true;
  }

  /**
   * Waits until there may be something.
   *
   * @return true when there may be, false when nothing came in time
   */
  Uni<Boolean> await(Duration longest) {
    return Uni.createFrom()
        .<Void>emitter(this::park)
        .replaceWith(true)
        .ifNoItem()
        .after(longest)
        .recoverWithItem(false);
  }

  /** Waits for a while, whatever rings; the end of the service cuts it short. */
  Uni<Void> pause(Duration pause) {
    return Uni.createFrom()
        .<Void>emitter(this::parkForTheEnd)
        .ifNoItem()
        .after(pause)
        .recoverWithItem(() -> null);
  }

  private synchronized void parkForTheEnd(UniEmitter<? super Void> emitter) {
    if (closing) {
      emitter.complete(null);
    } else {
      atTheEnd = emitter;
    }
  }

  private synchronized void park(UniEmitter<? super Void> emitter) {
    waiting = emitter;
    if (rung || closing || !passing.isEmpty()) {
      wake();
    }
  }

  private void wake() {
    UniEmitter<? super Void> parked = waiting;
    waiting = null;
    if (parked != null) {
      parked.complete(null);
    }
  }
}
