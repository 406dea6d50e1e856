package dev.assay.worker.kind.simulated;

import dev.assay.simulator.script.SimScript;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;

/** Plays a script to a listener with the timers of the event loop. */
final class ScriptPlayer {
  private final Time time;
  private final WireListener listener;
  private final Runnable ended;
  private SimScript script;
  private Time.Timer timer;
  private int next;
  private boolean over;

  /**
   * A player of one script.
   *
   * @param ended runs once, when it has been played or was aborted
   */
  ScriptPlayer(Time time, WireListener listener, Runnable ended) {
    this.time = time;
    this.listener = listener;
    this.ended = ended;
  }

  Exchange play(SimScript toPlay) {
    script = toPlay;
    time.soon(
        () -> {
          if (!over) {
            listener.sent();
            after(script.beforeHeadMs(), this::head);
          }
        });
    return this::abort;
  }

  private void abort() {
    over();
    if (timer != null) {
      timer.cancel();
    }
  }

  private void over() {
    if (!over) {
      over = true;
      ended.run();
    }
  }

  private void after(long ms, Runnable step) {
    if (over) {
      return;
    }
    if (ms <= 0) {
      step.run();
    } else {
      timer = time.after(ms, step);
    }
  }

  private void head() {
    if (script.ending() == SimScript.Ending.RESET) {
      fault("the connection was closed before an answer came");
      return;
    }
    listener.head(script.status(), HeaderLookup.of(script.headers()));
    piece();
  }

  private void piece() {
    if (over) {
      return;
    }
    if (next == script.pieces().size()) {
      ending();
      return;
    }
    listener.chunk(script.pieces().get(next++));
    after(next == script.pieces().size() ? 0 : script.betweenPiecesMs(), this::piece);
  }

  private void ending() {
    switch (script.ending()) {
      case END -> {
        over();
        listener.end();
      }
      case CUT, RESET -> fault("the connection was closed in the middle of the answer");
      case SILENCE -> {
        // Nothing more is heard until the caller gives up.
      }
    }
  }

  private void fault(String message) {
    over();
    listener.fault(new WireFault(WireFault.Kind.BROKEN, message));
  }
}
