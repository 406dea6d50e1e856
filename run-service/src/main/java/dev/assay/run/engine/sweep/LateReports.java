package dev.assay.run.engine.sweep;

import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.books.LateSpending;
import dev.assay.run.engine.losses.FoundCalls;
import dev.assay.run.engine.losses.FoundCalls.Line;
import dev.assay.run.engine.losses.WorkerCalls;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Workers that were cut off for a while and go on: what was booked as lost with them and they hold
 * no more, by their own word, they have reported or never made. Either way it is not lost.
 */
@ApplicationScoped
class LateReports {
  private final Db db;
  private final WorkerCalls workers;

  LateReports(Db db, WorkerCalls workers) {
    this.db = db;
    this.workers = workers;
  }

  /** Takes back the lines of such calls; a run's cost is known again without them. */
  Uni<Void> takeBack() {
    return FoundCalls.booked(db, workers.whole())
        .map(
            booked ->
                booked.stream()
                    .filter(line -> workers.reported(line.worker(), unit(line)))
                    .collect(Collectors.groupingBy(Line::runId)))
        .flatMap(
            byRun -> InOrder.each(byRun.entrySet(), run -> takeBack(run.getKey(), run.getValue())));
  }

  private Uni<Void> takeBack(UUID runId, List<Line> lines) {
    return db.inTransaction(
        tx ->
            RunLocks.lock(tx, runId)
                .flatMap(
                    run ->
                        run == null
                            ? Uni.createFrom().voidItem()
                            : FoundCalls.reported(tx, runId, lines)
                                .flatMap(gone -> LateSpending.refresh(tx, runId))));
  }

  private static UnitRef unit(Line line) {
    return new UnitRef(line.runId(), line.n(), line.generation());
  }
}
