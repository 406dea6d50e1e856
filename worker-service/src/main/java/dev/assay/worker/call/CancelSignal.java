package dev.assay.worker.call;

/**
 * Tells a call to stop: because its run is cancelled, or because the worker leaves. One thing at a
 * time listens: a wait, or an attempt. On the event loop only.
 */
public final class CancelSignal {
  private boolean cancelled;
  private boolean leaving;
  private Runnable listener;
  private boolean attempt;

  /** Whether the run was cancelled. */
  public boolean cancelled() {
    return cancelled;
  }

  /** Whether the worker leaves. */
  public boolean leaving() {
    return leaving;
  }

  /** The run is cancelled: ends a wait or an attempt at once. */
  public void cancel() {
    cancelled = true;
    tell();
  }

  /** The worker leaves: ends a wait, lets an attempt that runs go on and be the last. */
  public void leave() {
    leaving = true;
    if (!attempt) {
      tell();
    }
  }

  /** The worker leaves now: ends an attempt too. */
  public void leaveNow() {
    leaving = true;
    tell();
  }

  boolean told() {
    return cancelled || leaving;
  }

  void listenInWait(Runnable toRun) {
    listener = toRun;
    attempt = false;
  }

  void listenInAttempt(Runnable toRun) {
    listener = toRun;
    attempt = true;
  }

  void clear() {
    listener = null;
    attempt = false;
  }

  private void tell() {
    Runnable toRun = listener;
    clear();
    if (toRun != null) {
      toRun.run();
    }
  }
}
