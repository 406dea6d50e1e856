package dev.assay.worker.call;

/**
 * When a breaker opens.
 *
 * @param window of this many attempts
 * @param failureRatio share of overloaded, transient and timed-out ones that opens it
 * @param openMs how long it stays open before one probe
 */
public record BreakerSettings(int window, double failureRatio, long openMs) {
  /** Half of the last 20; 5 s. */
  public static final BreakerSettings DEFAULT = new BreakerSettings(20, 0.5, 5_000);
}
