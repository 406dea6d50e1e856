package dev.assay.scoring.engine;

import org.jboss.logging.Logger;

/**
 * Logs a fault of a scorer by its kind and place; its message may repeat an answer and stays out.
 */
final class UnexpectedFailure {
  private static final Logger LOG = Logger.getLogger(UnexpectedFailure.class);

  private UnexpectedFailure() {}

  static void log(String scorer, Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    LOG.errorf(
        "scorer failed unexpectedly scorer=%s fault=%s at=%s",
        scorer, fault.getClass().getName(), trace.length == 0 ? "unknown" : trace[0]);
  }
}
