package dev.assay.cli.stack;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Waits for the signal to leave. A shutdown hook would do, but by then logging has been closed, and
 * what happens while stopping would not be written down.
 */
final class Signals {
  private Signals() {}

  /**
   * Opens the latch on SIGTERM, SIGINT and SIGHUP.
   *
   * @param stop opened once, however often a signal comes
   */
  static void open(CountDownLatch stop) {
    List.of("TERM", "INT", "HUP")
        .forEach(name -> Signal.handle(new Signal(name), signal -> stop.countDown()));
  }
}
