package dev.assay.worker.call;

/** Carries a result through the guard as a failure, so that it counts. Without a stack trace. */
final class CountedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AttemptResult result;

  CountedException(AttemptResult result) {
    super("counts against the breaker", null, false, false);
    this.result = result;
  }

  AttemptResult result() {
    return result;
  }
}
