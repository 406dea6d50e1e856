package dev.assay.cli.command;

import dev.assay.cli.render.RunView;

/** What the command tells the shell. */
public final class ExitCode {
  /** The gate passed, or there is none. */
  public static final int PASS = 0;

  /** The gate failed. */
  public static final int GATE_FAILED = 1;

  /** Usage or configuration: nothing was measured. */
  public static final int USAGE = 2;

  /** The run failed, was cancelled, is inconclusive, or its gate could not decide anything. */
  public static final int RUN_FAILED = 3;

  /** Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** The code of a run at its end. */
  public static int of(RunView run) {
    if (run.status().equals("failed") || run.status().equals("cancelled")) {
      return RUN_FAILED;
    }
    return switch (run.verdict()) {
      case "fail" -> GATE_FAILED;
      case "pass" -> run.isTerminal() ? PASS : RUN_FAILED;
      case "none" -> run.isTerminal() && !run.nothingDecided() ? PASS : RUN_FAILED;
      // Inconclusive, and what a newer server may say beside that: never a pass that nobody gave.
      default -> RUN_FAILED;
    };
  }

  /** The worse of two: a failed gate is news, a failed run says that nothing is known. */
  public static int worse(int a, int b) {
    return Math.max(a, b);
  }
}
