package dev.assay.worker.identity.source;

import java.time.Instant;

/**
 * A secret that lasts for a while.
 *
 * @param secret a token, or the parts of a key as a kind reads them
 * @param expires when it is of no use any more, null for never
 */
public record Lease(String secret, Instant expires) {
  /** Keeps the secret out of logs and error texts. */
  @Override
  public String toString() {
    return "Lease[expires=" + expires + "]";
  }
}
