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
 * @param stored whether its answers were there before it was launched
 * @param cutting why what is still pending is being skipped, some at a time; null when it is not
 * @param reviving how it goes on after it had ended, while its units are being moved; null when
 *     they are. It does not end meanwhile.
 * @param waitsFor the run that must end before this one goes on; null for none
 * @param suspects how many units may be with workers at a time that two workers were lost with
 * @param judgeKeys keys of the scorers that ask a model
 * @param generationStartedAt when the run began to go on in this generation; null before
 * @param doneBefore units that were settled when this generation began
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
    boolean stored,
    boolean stopped,
    String cutting,
    Revival reviving,
    UUID waitsFor,
    int suspects,
    List<String> judgeKeys,
    OffsetDateTime generationStartedAt,
    int doneBefore,
    OffsetDateTime progressAt,
    OffsetDateTime now) {

  /**
   * The columns that {@link #of} reads: none of them is looked up within the definition, which may
   * hold text that PostgreSQL cannot read. A lock of several runs must not fail because of one.
   */
  static final String COLUMNS =
      """
      id, workspace_id, status, generation, concurrency, repeats, total, pending, dispatched, answered,
      passed, failed, errored, skipped, cancelled, cached, cut, score_sum, score_count, tokens_in,
      tokens_out, cost, cost_unknown, gated, self_test is not null as self_tested,
      target_kind = 'push' as push, target_kind = 'traffic' as stored, stopped is not null as stopped, cutting, reviving, waits_for, suspects, judge_keys,
      generation_started_at, done_before, progress_at, clock_timestamp() as now,
      """
          + Purse.COLUMNS;

  /** Answers a second in this generation, 0 before the first. */
  public double answersPerSecond() {
    int answers = total - counts.pending() - counts.dispatched() - doneBefore;
    return generationStartedAt == null || answers <= 0
        ? 0
        : answers / Math.max(0.2, elapsed().toMillis() / 1000.0);
  }

  /** How long this generation has been going on; zero before it began. */
  public Duration elapsed() {
    return generationStartedAt == null ? Duration.ZERO : Duration.between(generationStartedAt, now);
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
        row.getBoolean("stored"),
        row.getBoolean("stopped"),
        row.getString("cutting"),
        Revival.of(row.getString("reviving")),
        row.getUUID("waits_for"),
        row.getInteger("suspects"),
        List.of(row.getArrayOfStrings("judge_keys")),
        row.getOffsetDateTime("generation_started_at"),
        row.getInteger("done_before"),
        row.getOffsetDateTime("progress_at"),
        row.getOffsetDateTime("now"));
  }
}
