package dev.assay.run.platform.db;

/**
 * What only one replica does at a time, by an advisory lock of PostgreSQL. Replicas of two releases
 * exclude each other, so a number is never changed and never used again.
 */
public enum AdvisoryLock {
  /** Handing out units. */
  DISPATCH(0x6173736179_01L),
  /** Handing out answers to judges. */
  JUDGES(0x6173736179_02L),
  /** Making what must be there before the first request. */
  BOOTSTRAP(7208150231L);

  private final long key;

  AdvisoryLock(long key) {
    this.key = key;
  }

  /** The lock's number, for {@code pg_advisory_xact_lock} and its like. */
  public long key() {
    return key;
  }
}
