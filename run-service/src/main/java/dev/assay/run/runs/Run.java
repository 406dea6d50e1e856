package dev.assay.run.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.Pace;
import dev.assay.run.runs.state.Purpose;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run as its row says. What is null is not known (yet).
 *
 * @param names what people call it
 * @param ties to other runs
 * @param origin what it was made from
 * @param definition what it does
 * @param progress how far it is
 * @param outcome what it came to
 * @param doubts what speaks against trusting that
 * @param sums running sums over its units
 * @param times when it was where
 */
public record Run(
    UUID id,
    Names names,
    Ties ties,
    Origin origin,
    RunDefinition definition,
    Progress progress,
    Outcome outcome,
    Doubts doubts,
    Sums sums,
    Times times) {

  /** What {@link #of} reads, from {@code runs r}. */
  static final String COLUMNS =
      """
      r.id, r.name, r.group_id, r.alias, r.label, r.tags, r.metadata::text as metadata, r.trigger,
      r.pinned, r.status, r.verdict, r.pass_status, r.generation, r.evaluation_name,
      r.evaluation_version, r.dataset_name, r.dataset_version, r.spec::text as spec, r.concurrency,
      r.repeats, r.total, r.pending, r.dispatched, r.answered, r.passed, r.failed, r.errored,
      r.skipped, r.cancelled, r.cached, r.cut, r.score_sum, r.score_count, r.cost, r.cost_unknown,
      r.canaries::text as canaries,
      r.self_test::text as self_test, r.summary::text as summary, r.criteria::text as criteria,
      r.star_metric_result::text as star_metric_result, r.warnings::text as warnings, r.stopped::text as stopped,
      r.error::text as error, r.retry_count, r.resumed_count, r.event_seq, r.queued_at,
      r.started_at, r.generation_started_at, r.done_before, r.finished_at, r.purpose, r.waits_for,
      r.inference_run, r.parent_run_id
      """;

  /** How much of {@code r} that may be. */
  static final String BYTES =
      PageFit.bytes(
          "r.spec",
          "r.metadata",
          "r.tags",
          "r.canaries",
          "r.self_test",
          "r.summary",
          "r.criteria",
          "r.star_metric_result",
          "r.warnings",
          "r.stopped",
          "r.error");

  static Run of(Row row) {
    return new Run(
        row.getUUID("id"),
        Names.of(row),
        Ties.of(row),
        Origin.of(row),
        RunDefinition.of(row),
        Progress.of(row),
        Outcome.of(row),
        Doubts.of(row),
        Sums.of(row),
        Times.of(row));
  }

  /** Where it is on its path. */
  public RunStatus status() {
    return progress.status();
  }

  /** How fast it goes, or went, in this generation; with nulls before it started. */
  public Pace pace(Instant now) {
    if (times.generationStarted() == null) {
      return new Pace(null, null);
    }
    Instant until = status().isTerminal() && times.finished() != null ? times.finished() : now;
    return Pace.of(
        progress.counts(),
        progress.doneBefore(),
        progress.total(),
        Duration.between(times.generationStarted(), until));
  }

  /** The launch that makes the same run again. */
  public LaunchRequest asLaunch() {
    return definition.asLaunch(names);
  }

  /**
   * What people call it.
   *
   * @param group of runs that were launched together, null for none
   */
  public record Names(
      String name,
      UUID group,
      String alias,
      String label,
      List<String> tags,
      JsonNode metadata,
      String trigger,
      boolean pinned) {
    private static Names of(Row row) {
      return new Names(
          row.getString("name"),
          row.getUUID("group_id"),
          row.getString("alias"),
          row.getString("label"),
          List.of(row.getArrayOfStrings("tags")),
          JsonColumns.tree(row, "metadata"),
          row.getString("trigger"),
          row.getBoolean("pinned"));
    }
  }

  /**
   * How it belongs to other runs.
   *
   * @param purpose what the service launched it for, null for one that somebody launched
   * @param waitsFor the run that must end before this one goes on; null for none
   * @param inferenceRun the run that made corrections for this one, also when that is gone; null
   *     for none
   * @param parent the run whose inputs this one asks again of another version of a skill, also when
   *     that is gone; null for none
   */
  public record Ties(Purpose purpose, UUID waitsFor, UUID inferenceRun, UUID parent) {
    private static Ties of(Row row) {
      return new Ties(
          Purpose.of(row.getString("purpose")),
          row.getUUID("waits_for"),
          row.getUUID("inference_run"),
          row.getUUID("parent_run_id"));
    }
  }

  /**
   * What it was made from.
   *
   * @param evaluation null-named for a launch that names none
   */
  public record Origin(ResolvedRun.Evaluation evaluation, String dataset, Integer datasetVersion) {
    private static Origin of(Row row) {
      return new Origin(
          new ResolvedRun.Evaluation(
              row.getString("evaluation_name"), row.getInteger("evaluation_version")),
          row.getString("dataset_name"),
          row.getInteger("dataset_version"));
    }
  }

  /**
   * How far it is.
   *
   * @param generation raised when it is scored again
   * @param total of its units: the sum of the counts
   * @param doneBefore units that were settled when this generation began
   * @param retries how often it was retried
   * @param resumes how often it was resumed
   * @param lastSeq of its events
   */
  public record Progress(
      RunStatus status,
      int generation,
      Counts counts,
      int total,
      int doneBefore,
      int retries,
      int resumes,
      long lastSeq) {
    private static Progress of(Row row) {
      return new Progress(
          RunStatus.of(row.getString("status")),
          row.getInteger("generation"),
          Counts.of(row),
          row.getInteger("total"),
          row.getInteger("done_before"),
          row.getInteger("retry_count"),
          row.getInteger("resumed_count"),
          row.getLong("event_seq"));
    }
  }

  /**
   * What it came to.
   *
   * @param stopped why it ended before all units were asked, null when it did not
   * @param error why it failed, null when it did not
   */
  public record Outcome(
      String verdict,
      Boolean passStatus,
      JsonNode summary,
      JsonNode criteria,
      JsonNode starMetric,
      JsonNode stopped,
      JsonNode error) {
    private static Outcome of(Row row) {
      return new Outcome(
          row.getString("verdict"),
          row.getBoolean("pass_status"),
          JsonColumns.tree(row, "summary"),
          JsonColumns.tree(row, "criteria"),
          JsonColumns.tree(row, "star_metric_result"),
          JsonColumns.tree(row, "stopped"),
          JsonColumns.tree(row, "error"));
    }
  }

  /**
   * What speaks against trusting its outcome.
   *
   * @param selfTest the gate against answers that know nothing
   * @param canaries what its judges made of answers that are known to be good or bad
   * @param warnings of its launch
   */
  public record Doubts(JsonNode selfTest, JsonNode canaries, JsonNode warnings) {
    private static Doubts of(Row row) {
      JsonNode canaries = JsonColumns.tree(row, "canaries");
      return new Doubts(
          JsonColumns.tree(row, "self_test"),
          canaries == null || canaries.isEmpty() ? null : canaries,
          JsonColumns.tree(row, "warnings"));
    }
  }

  /**
   * Running sums over its units.
   *
   * @param knownCost of the calls whose cost is known
   * @param costUnknown whether there are others
   */
  public record Sums(double score, long scores, double knownCost, boolean costUnknown) {
    private static Sums of(Row row) {
      return new Sums(
          row.getDouble("score_sum"),
          row.getLong("score_count"),
          row.getDouble("cost"),
          row.getBoolean("cost_unknown"));
    }

    /** The mean of all scores; null before the first. */
    public Double meanScore() {
      return scores == 0 ? null : (Double) (score / scores);
    }

    /** What it cost; null when the cost of a call is not known. */
    public Double cost() {
      return costUnknown ? null : (Double) knownCost;
    }
  }

  /**
   * When it was launched, began and ended.
   *
   * @param started for the first time
   * @param generationStarted since when it goes on, or went on, in this generation
   */
  public record Times(
      Instant queued, Instant started, Instant generationStarted, Instant finished) {
    private static Times of(Row row) {
      return new Times(
          Rows.instant(row, "queued_at"),
          Rows.instant(row, "started_at"),
          Rows.instant(row, "generation_started_at"),
          Rows.instant(row, "finished_at"));
    }
  }
}
