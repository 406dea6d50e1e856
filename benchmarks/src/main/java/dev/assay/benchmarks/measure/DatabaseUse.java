package dev.assay.benchmarks.measure;

/**
 * Counters of one database, or the difference of two readings.
 *
 * @param activeMs time that sessions spent executing statements, summed over sessions: with several
 *     at work it may exceed the time on the clock
 * @param commits transactions committed
 * @param rollbacks transactions rolled back
 * @param rowsWritten rows inserted, updated and deleted
 * @param walBytes written to the write-ahead log, by the whole server
 */
public record DatabaseUse(
    double activeMs, long commits, long rollbacks, long rowsWritten, long walBytes) {

  /** What happened since an earlier reading. */
  public DatabaseUse since(DatabaseUse earlier) {
    return new DatabaseUse(
        activeMs - earlier.activeMs,
        commits - earlier.commits,
        rollbacks - earlier.rollbacks,
        rowsWritten - earlier.rowsWritten,
        walBytes - earlier.walBytes);
  }
}
