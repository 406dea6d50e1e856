package dev.assay.run.verdict.totals;

/**
 * Units by what became of them.
 *
 * @param total all of them
 * @param passed no threshold missed
 * @param undecided of the passed: none of their scores was held against a threshold
 * @param failed a threshold missed
 * @param errored no valid measurement
 * @param notApplicable skipped by every scorer
 * @param cut skipped by budget, deadline or an early stop
 * @param cancelled stopped by a cancel
 * @param open not settled
 * @param cached answered from the cache
 */
public record UnitCounts(
    long total,
    long passed,
    long undecided,
    long failed,
    long errored,
    long notApplicable,
    long cut,
    long cancelled,
    long open,
    long cached) {
  /** Of no units. */
  public static final UnitCounts NONE = new UnitCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Those that met a threshold. */
  public long held() {
    return passed - undecided;
  }

  /** Those that a pass rate is a share of: passed + failed + errored, without the undecided. */
  public long decided() {
    return held() + failed + errored;
  }

  /** Those that ran to an end. */
  public long completed() {
    return passed + failed + errored + notApplicable;
  }

  /** Those of which nobody knows whether they would have passed. */
  public long unmeasured() {
    return errored + cut + cancelled + open;
  }

  /** Not measured on purpose, for whatever reason. */
  public long skipped() {
    return notApplicable + cut;
  }
}
