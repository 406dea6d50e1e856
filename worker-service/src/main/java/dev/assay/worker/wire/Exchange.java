package dev.assay.worker.wire;

/** One request under way. */
@FunctionalInterface
public interface Exchange {
  /** Closes the connection at once, so that the other side sees it. Harmless when over. */
  void abort();
}
