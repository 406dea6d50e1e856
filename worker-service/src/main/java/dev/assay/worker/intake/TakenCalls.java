package dev.assay.worker.intake;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Tells which calls this worker has before it makes them, so that what was not told was not asked
 * should the worker be killed. One message at a time, and at most one in {@value #PAUSE_MS} ms,
 * carries all that were taken meanwhile. On the event loop only.
 */
final class TakenCalls {
  /** At high rates calls wait for their turn longer than this. */
  static final long PAUSE_MS = 5;

  private static final Logger LOG = Logger.getLogger(TakenCalls.class);

  private final String worker;
  private final Time time;
  private final Mailbox mailbox;
  private final BiFunction<String, Envelope<?>, Uni<Void>> send;
  private final Map<OpenCall, Runnable> untold = new LinkedHashMap<>();
  private boolean underWay;
  private boolean awaited;
  private long last;

  TakenCalls(
      String worker, Time time, Mailbox mailbox, BiFunction<String, Envelope<?>, Uni<Void>> send) {
    this.worker = worker;
    this.time = time;
    this.mailbox = mailbox;
    this.send = send;
    this.last = time.nanos() - TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);
  }

  /**
   * Tells of a call.
   *
   * @param make run when the broker has that, or the call is to stop anyway
   */
  void take(OpenCall call, Runnable make) {
    untold.put(call, make);
    look();
  }

  /** Goes on with what is to stop: nobody will be asked for it. */
  void stopped() {
    for (OpenCall call : List.copyOf(untold.keySet())) {
      if (call.cancel.cancelled() || call.cancel.leaving()) {
        make(call);
      }
    }
  }

  /** Tells what could not be told before. */
  void look() {
    if (underWay || awaited || untold.isEmpty()) {
      return;
    }
    long pause = TimeUnit.NANOSECONDS.toMillis(last - time.nanos()) + PAUSE_MS;
    awaited = true;
    if (pause > 0) {
      time.after(pause, this::tell);
    } else {
      // What came with it is told with it.
      time.soon(this::tell);
    }
  }

  private void tell() {
    awaited = false;
    if (underWay || untold.isEmpty()) {
      return;
    }
    underWay = true;
    last = time.nanos();
    List<OpenCall> calls = List.copyOf(untold.keySet());
    send.apply(
            Address.ACTIVITY,
            Envelope.of(
                null,
                new CallsTaken(worker, time.now(), Told.grouped(calls.stream().map(Told::of)))))
        .subscribe()
        .with(told -> mailbox.post(() -> told(calls)), e -> mailbox.post(() -> notTold(e)));
  }

  private void told(List<OpenCall> calls) {
    underWay = false;
    calls.forEach(this::make);
    look();
  }

  private void notTold(Throwable e) {
    LOG.debugf("taken calls not told, they wait calls=%d: %s", untold.size(), e.getMessage());
    underWay = false;
  }

  private void make(OpenCall call) {
    Runnable make = untold.remove(call);
    if (make != null) {
      make.run();
    }
  }
}
