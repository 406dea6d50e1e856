package dev.assay.cli.command.evaluate;

import dev.assay.cli.command.ExitCode;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C while a run is watched: the first cancels the run, the second leaves it. */
final class Interrupts implements AutoCloseable {
  private static final Signal INT = new Signal("INT");

  private final AtomicInteger count = new AtomicInteger();
  private final SignalHandler before;

  /**
   * @param first what the first one does, on a thread of its own
   */
  Interrupts(Runnable first) {
    before =
        Signal.handle(
            INT,
            signal -> {
              if (count.incrementAndGet() == 1) {
                new Thread(first, "cancel").start();
              } else {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
              }
            });
  }

  /** True after the first one. */
  boolean happened() {
    return count.get() > 0;
  }

  @Override
  public void close() {
    Signal.handle(INT, before);
  }
}
