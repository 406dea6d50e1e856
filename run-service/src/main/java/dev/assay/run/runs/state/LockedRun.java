package dev.assay.run.runs.state;

import dev.assay.common.status.RunStatus;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A run as it stands while this transaction holds its row lock: nobody else can change it.
 *
 * @param purse what it may spend
 * @param openCanaries judgements of canaries that are under way
 * @param judgeKeys keys of the scorers that ask a model
 * @param now the database's clock at the moment of locking
 */
public record LockedRun(
    UUID id,
    UUID workspaceId,
    RunStatus status,
    int generation,
    int concurrency,
    int repeats,
    int total,
    Counts counts,
    double scoreSum,
    long scoreCount,
    long tokensIn,
    long tokensOut,
    double cost,
    boolean costUnknown,
    Purse purse,
    int openCanaries,
    boolean gated,
    boolean selfTested,
    boolean push,
    boolean stopped,
    List<String> judgeKeys,
    OffsetDateTime startedAt,
    OffsetDateTime progressAt,
    OffsetDateTime now) {

  /** The columns that {@link #of} reads. */
  static final String COLUMNS =
      """
      id, workspace_id, status, generation, concurrency, repeats, total, pending, dispatched, answered,
      passed, failed, errored, skipped, cancelled, cached, cut, score_sum, score_count, tokens_in,
      tokens_out, cost, cost_unknown, coalesce(spec->>'gate', 'null') <> 'null' as gated,
      self_test is not null as self_tested, target_kind = 'push' as push,
      stopped is not null as stopped, judge_keys, started_at, progress_at,
      clock_timestamp() as now,
      """
          + Purse.COLUMNS;

  /** Answers a second since the run started, 0 before the first. */
  public double answersPerSecond() {
    if (startedAt == null) {
      return 0;
    }
    double seconds = Duration.between(startedAt, now).toMillis() / 1000.0;
    return (total - counts.pending() - counts.dispatched()) / Math.max(0.2, seconds);
  }

  /** How many more items may be asked now within what the run may spend. */
  public int affordableItems() {
    return purse.items(counts, total, judgeKeys.size(), openCanaries);
  }

  /** How many more answers may be shown to judges now within what the run may spend. */
  public int affordableJudgements(int underWay) {
    return purse.judgements(counts, judgeKeys.size(), underWay + openCanaries);
  }

  static LockedRun of(Row row) {
    return new LockedRun(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        RunStatus.of(row.getString("status")),
        row.getInteger("generation"),
        row.getInteger("concurrency"),
        row.getInteger("repeats"),
        row.getInteger("total"),
        Counts.of(row),
        row.getDouble("score_sum"),
        row.getLong("score_count"),
        row.getLong("tokens_in"),
        row.getLong("tokens_out"),
        row.getDouble("cost"),
        row.getBoolean("cost_unknown"),
        Purse.of(row),
        row.getLong("open_canaries").intValue(),
        row.getBoolean("gated"),
        row.getBoolean("self_tested"),
        row.getBoolean("push"),
        row.getBoolean("stopped"),
        List.of(row.getArrayOfStrings("judge_keys")),
        row.getOffsetDateTime("started_at"),
        row.getOffsetDateTime("progress_at"),
        row.getOffsetDateTime("now"));
  }
}
