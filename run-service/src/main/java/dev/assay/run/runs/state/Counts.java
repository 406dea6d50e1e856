package dev.assay.run.runs.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.status.UnitStatus;
import io.vertx.mutiny.sqlclient.Row;

/**
 * How many units of a run stand in each status; also a change of those numbers, then with signs.
 *
 * @param cached answers that came from the cache; a part of the others, not a status
 * @param cut units skipped before they were measured (budget, deadline, fail-fast, no result
 *     pushed); a part of skipped
 */
public record Counts(
    int pending,
    int dispatched,
    int answered,
    int passed,
    int failed,
    int errored,
    int skipped,
    int cancelled,
    int cached,
    int cut) {
  /** No unit, or no change. */
  public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Reads the columns of a run named as the fields. */
  public static Counts of(Row row) {
    return new Counts(
        row.getInteger("pending"),
        row.getInteger("dispatched"),
        row.getInteger("answered"),
        row.getInteger("passed"),
        row.getInteger("failed"),
        row.getInteger("errored"),
        row.getInteger("skipped"),
        row.getInteger("cancelled"),
        row.getInteger("cached"),
        row.getInteger("cut"));
  }

  /** The change that moves k units from one status to another. */
  public static Counts moved(UnitStatus from, UnitStatus to, int k) {
    return ZERO.plus(from, -k).plus(to, k);
  }

  /** With k more units in a status. */
  public Counts plus(UnitStatus status, int k) {
    return switch (status) {
      case PENDING -> plus(new Counts(k, 0, 0, 0, 0, 0, 0, 0, 0, 0));
      case DISPATCHED -> plus(new Counts(0, k, 0, 0, 0, 0, 0, 0, 0, 0));
      case ANSWERED -> plus(new Counts(0, 0, k, 0, 0, 0, 0, 0, 0, 0));
      case PASSED -> plus(new Counts(0, 0, 0, k, 0, 0, 0, 0, 0, 0));
      case FAILED -> plus(new Counts(0, 0, 0, 0, k, 0, 0, 0, 0, 0));
      case ERROR -> plus(new Counts(0, 0, 0, 0, 0, k, 0, 0, 0, 0));
      case SKIPPED -> plus(new Counts(0, 0, 0, 0, 0, 0, k, 0, 0, 0));
      case CANCELLED -> plus(new Counts(0, 0, 0, 0, 0, 0, 0, k, 0, 0));
    };
  }

  /** The sum, status by status. */
  public Counts plus(Counts o) {
    return new Counts(
        pending + o.pending,
        dispatched + o.dispatched,
        answered + o.answered,
        passed + o.passed,
        failed + o.failed,
        errored + o.errored,
        skipped + o.skipped,
        cancelled + o.cancelled,
        cached + o.cached,
        cut + o.cut);
  }

  /** With k more answers from the cache. */
  public Counts plusCached(int k) {
    return plus(new Counts(0, 0, 0, 0, 0, 0, 0, 0, k, 0));
  }

  /** With k of the skipped units marked as cut. */
  public Counts plusCut(int k) {
    return plus(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, k));
  }

  /** The counts as the API shows them, with the run's total. */
  public ObjectNode toJson(int total) {
    return Json.mapper()
        .createObjectNode()
        .put("total", total)
        .put("pending", pending)
        .put("in_flight", dispatched)
        .put("answered", answered)
        .put("passed", passed)
        .put("failed", failed)
        .put("errored", errored)
        .put("skipped", skipped)
        .put("cancelled", cancelled)
        .put("cached", cached);
  }

  /** Units that reached their end. */
  public int settled() {
    return passed + failed + errored + skipped + cancelled;
  }

  /** Whether nothing waits, runs or is to be scored. */
  public boolean done() {
    return pending == 0 && dispatched == 0 && answered == 0;
  }
}
