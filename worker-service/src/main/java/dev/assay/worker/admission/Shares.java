package dev.assay.worker.admission;

/** Splits a run's concurrency over workers. */
public final class Shares {
  private Shares() {}

  /**
   * How many calls a worker may run: the quotient, one more for the first ranks as long as the
   * remainder lasts, never less than one. The shares add up to the concurrency whenever it is at
   * least the number of workers.
   *
   * @param concurrency of the run, at least 1
   * @param rank of the worker among the sorted ids, 0-based
   * @param workers how many there are, at least 1
   */
  public static int share(int concurrency, int rank, int workers) {
    int quotient = concurrency / workers;
    int remainder = concurrency % workers;
    return Math.max(1, rank < remainder ? quotient + 1 : quotient);
  }

  /**
   * The share, lowered by what others still run beyond theirs.
   *
   * @param othersActive calls of the run that other workers reported last
   */
  public static int limit(int concurrency, int rank, int workers, int othersActive) {
    return Math.min(share(concurrency, rank, workers), Math.max(1, concurrency - othersActive));
  }
}
