package dev.assay.run.control.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Usage;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.control.actions.RunActions;
import dev.assay.run.engine.books.Leftovers;
import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.UnitMoves;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers that the caller pushes; the same path as answers of workers, entered at another door. */
@ApplicationScoped
public class PushedResults {
  private static final Set<UnitStatus> WAITING = EnumSet.of(UnitStatus.PENDING);
  private static final int MAX_BATCH = 10_000;
  private static final int MOST_WAITING = 500;

  private static final String NO_RESULT = "NO_RESULT";
  private static final String GO_ON = "update runs set cutting = $2 where id = $1";

  private final Db db;
  private final RunSpecs specs;
  private final Settlement settlement;
  private final RunLedger ledger;
  private final TaskSender tasks;
  private final Turns turns = new Turns(MOST_WAITING);
  private final Leftovers leftovers;

  public PushedResults(
      Db db,
      RunSpecs specs,
      Settlement settlement,
      RunLedger ledger,
      TaskSender tasks,
      Leftovers leftovers) {
    this.leftovers = leftovers;
    this.db = db;
    this.specs = specs;
    this.settlement = settlement;
    this.ledger = ledger;
    this.tasks = tasks;
  }

  /**
   * One answer.
   *
   * @param itemId the dataset item's own id
   * @param repeat which independent answer, 0-based; null for 0
   * @param output the answer: text or JSON
   * @param error a sentence when there is no answer; null when there is one
   */
  @Schema(name = "PushedResult")
  public record Result(
      String itemId,
      Integer repeat,
      @Schema(implementation = Object.class) JsonNode output,
      String error,
      Long latencyMs,
      Usage usage,
      String traceId,
      @Schema(ref = "JsonObject") JsonNode metadata) {}

  /** A batch of answers. */
  @Schema(name = "PushedResults")
  public record Batch(List<Result> results) {}

  /**
   * What became of a batch.
   *
   * @param accepted taken in
   * @param ignored there already, or given twice
   * @param unknown ids of items that the run does not have, at most 100
   */
  @Schema(name = "PushedResultsTaken")
  public record Taken(int accepted, int ignored, List<String> unknown) {}

  /**
   * Takes a batch in; what is there already is ignored and counted, also when the run has ended:
   * the last batch ends it, and comes again when its answer got lost.
   */
  public Uni<Taken> push(UUID workspaceId, UUID runId, Batch batch) {
    Map<List<Object>, Result> first = check(batch);
    List<Result> results = List.copyOf(first.values());
    return turns
        .take(
            runId,
            () ->
                db.naming(runId)
                    .inTransaction(
                        tx ->
                            RunActions.owned(tx, workspaceId, runId)
                                .flatMap(run -> take(tx, run, results))))
        .call(written -> tasks.send(Map.of(runId, written.answered())))
        .map(
            written ->
                new Taken(
                    written.accepted(),
                    batch.results().size() - written.accepted() - written.unknown().size(),
                    written.unknown().stream().limit(100).toList()));
  }

  private static Map<List<Object>, Result> check(Batch batch) {
    if (batch == null || batch.results() == null || batch.results().isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Give the answers as results: [{item_id, output}].",
          List.of(new Violation("results", "is missing or empty")));
    }
    if (batch.results().size() > MAX_BATCH) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "At most " + MAX_BATCH + " results at a time; send more batches.");
    }
    List<Violation> wrong = new ArrayList<>();
    Map<List<Object>, Result> first = new LinkedHashMap<>();
    for (int i = 0; i < batch.results().size(); i++) {
      Result r = batch.results().get(i);
      if (r == null || r.itemId() == null) {
        wrong.add(new Violation("results[" + i + "].item_id", "is missing"));
      } else if (r.output() == null && r.error() == null) {
        wrong.add(new Violation("results[" + i + "]", "has neither output nor error"));
      } else {
        first.putIfAbsent(List.of(r.itemId(), r.repeat() == null ? 0 : r.repeat()), r);
      }
    }
    if (!wrong.isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, wrong.size() + " results are not valid.", wrong);
    }
    return first;
  }

  private static void requireOpen(LockedRun run) {
    if (!run.push()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "The run asks a model; only a run with target {push: true} takes results.");
    }
    RunActions.requireOneOf(run, RunStatus.DISPATCHING, "given results");
    if (run.cutting() != null) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE, "The run was completed: it takes no more results.");
    }
  }

  private Uni<PushStore.Written> take(SqlConnection tx, LockedRun run, List<Result> results) {
    boolean open = RunStatus.DISPATCHING.contains(run.status()) && run.cutting() == null;
    if (open || !run.push()) {
      requireOpen(run);
      return write(tx, run, results);
    }
    return PushStore.known(tx, run, results)
        .invoke(
            known -> {
              if (known == null) {
                requireOpen(run);
              }
            });
  }

  private Uni<PushStore.Written> write(SqlConnection tx, LockedRun run, List<Result> results) {
    return specs
        .get(tx, run)
        .flatMap(known -> PushStore.write(tx, run, results, known.spec().scorers().size()))
        .call(
            written ->
                settlement.settle(
                    tx, run, change(written), written.failed(), written.unscored(), null));
  }

  private static RunChange change(PushStore.Written written) {
    return new RunChange()
        .count(Counts.moved(UnitStatus.PENDING, UnitStatus.ANSWERED, written.newAnswers()))
        .count(Counts.moved(UnitStatus.PENDING, UnitStatus.ERROR, written.failed().size()))
        .tokens(written.tokensIn(), written.tokensOut())
        .cost(null);
  }

  /** Ends the pushing: items without a result are skipped. Completing again does nothing. */
  public Uni<Void> complete(UUID workspaceId, UUID runId) {
    return db.naming(runId)
        .inTransaction(
            tx -> RunActions.owned(tx, workspaceId, runId).flatMap(run -> complete(tx, run)))
        .flatMap(done -> leftovers.end(runId));
  }

  private Uni<Void> complete(SqlConnection tx, LockedRun run) {
    boolean over = !RunStatus.DISPATCHING.contains(run.status()) || run.cutting() != null;
    if (over && run.push() && run.status() != RunStatus.CANCELLED) {
      return Uni.createFrom().voidItem();
    }
    requireOpen(run);
    return UnitMoves.endSome(tx, run, WAITING, UnitStatus.SKIPPED, NO_RESULT)
        .call(
            delta ->
                run.counts().plus(delta).pending() > 0 || run.reviving() != null
                    ? Db.query(tx, GO_ON, run.id(), NO_RESULT)
                    : Uni.createFrom().nullItem())
        .flatMap(delta -> ledger.book(tx, run, new RunChange().count(delta)))
        .replaceWithVoid();
  }
}
