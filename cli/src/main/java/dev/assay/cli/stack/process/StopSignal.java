package dev.assay.cli.stack.process;

import java.io.IOException;

/** How a process is asked to leave. */
public enum StopSignal {
  /** SIGTERM: finish what runs, then leave. */
  TERMINATE,
  /** SIGINT: PostgreSQL's fast shutdown, which does not wait for its clients. */
  INTERRUPT;

  /** Asks; a process that is gone already is no error. */
  public void send(ProcessHandle process) {
    switch (this) {
      case TERMINATE -> process.destroy();
      case INTERRUPT -> interrupt(process);
    }
  }

  private static void interrupt(ProcessHandle process) {
    try {
      // Java has no call for this signal; kill is built into every sh.
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      process.destroy();
    }
  }
}
