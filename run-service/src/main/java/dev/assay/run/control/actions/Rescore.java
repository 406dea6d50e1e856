package dev.assay.run.control.actions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.control.launch.SpecChange;
import dev.assay.run.engine.books.Leftovers;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Scores the answers of a finished run again, with the same or with other scorers, thresholds or
 * gate. No model is called.
 */
@ApplicationScoped
public class Rescore {
  private static final Set<RunStatus> FROM =
      EnumSet.of(RunStatus.SUCCESSFUL, RunStatus.PARTIALLY_SUCCESSFUL);
  private static final String RAISE =
      """
      update runs set generation = generation + 1, spec = $2::text::json, judge_keys = $3,
        combining_keys = $4, gated = $5, done_before = total, reviving = 'rescore', revived_to = 0,
        canaries = '{}', self_test = null,
        verdict = null, pass_status = null, pass_rate = null, summary = null, criteria = null,
        star_metric_result = null, cutting = null, suspects = 1, events_kept = true,
        worked_ms = worked_ms + coalesce(
          (extract(epoch from finished_at - generation_started_at) * 1000)::bigint, 0),
        finished_at = null
      where id = $1
      """;
  private static final String SPEC =
      "select spec::text as spec from runs where id = $1 and workspace_id = $2";

  private final Db db;
  private final RunLedger ledger;
  private final SpecChange changes;
  private final Leftovers leftovers;
  private final TaskSender tasks;

  Rescore(Db db, RunLedger ledger, SpecChange changes, Leftovers leftovers, TaskSender tasks) {
    this.leftovers = leftovers;
    this.db = db;
    this.ledger = ledger;
    this.changes = changes;
    this.tasks = tasks;
  }

  /**
   * What to change; a null keeps what the run has.
   *
   * @param scorers as in a launch
   * @param gate as in a launch
   * @param starMetric as in a launch
   */
  @Schema(name = "Rescore")
  public record Request(
      @Schema(ref = "ScorerUse[]") List<JsonNode> scorers,
      @Schema(ref = "GateChoice") JsonNode gate,
      @Schema(ref = "StarMetric") JsonNode starMetric) {}

  /** Scores again; fails with NOT_FOUND, ILLEGAL_STATE, or a problem with the new definition. */
  public Uni<Void> rescore(UUID workspaceId, UUID runId, Request request) {
    return db.query(SPEC, runId, workspaceId)
        .map(
            rows ->
                Rows.first(rows)
                    .map(RunSpecs::of)
                    .orElseThrow(() -> ProblemException.notFound("run", runId)))
        .flatMap(
            spec ->
                request == null
                    ? Uni.createFrom().item(spec)
                    : changes.apply(
                        workspaceId, spec, request.scorers(), request.gate(), request.starMetric()))
        .invoke(Rescore::requireScorers)
        .flatMap(spec -> db.naming(runId).inTransaction(tx -> begin(tx, workspaceId, runId, spec)))
        .flatMap(begun -> leftovers.end(runId))
        .flatMap(moved -> tasks.sendAll(runId));
  }

  private Uni<RunStatus> begin(SqlConnection tx, UUID workspaceId, UUID runId, RunSpec spec) {
    return RunActions.owned(tx, workspaceId, runId)
        .invoke(run -> RunActions.requireOneOf(run, FROM, "rescored"))
        .call(
            run ->
                Db.query(
                    tx,
                    RAISE,
                    runId,
                    JsonColumns.text(spec),
                    judgeKeys(spec),
                    combining(spec),
                    spec.gated()))
        .flatMap(run -> RunLocks.lock(tx, runId))
        .flatMap(
            raised ->
                ledger.book(
                    tx,
                    raised,
                    new RunChange(),
                    List.of(RunStatus.EVALUATING_RESULTS),
                    "rescored by request"));
  }

  private static String[] judgeKeys(RunSpec spec) {
    return spec.judgeKeys().toArray(String[]::new);
  }

  private static String[] combining(RunSpec spec) {
    return spec.combiningKeys().toArray(String[]::new);
  }

  /** Without a scorer no score would ever come back, and the run would never end. */
  private static void requireScorers(RunSpec spec) {
    if (spec.scorers().isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Give at least one scorer to score the answers with.",
          List.of(new Violation("scorers", "is empty")));
    }
  }
}
