package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.RunView;
import dev.assay.run.verdict.totals.Unmeasured;
import dev.assay.run.verdict.totals.query.DoubtsQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads how much of a run was not measured as one would think. */
@ApplicationScoped
class RunDoubts {
  private final Db db;

  RunDoubts(Db db) {
    this.db = db;
  }

  /** As stored; of a run that goes on, or has ended before this was stored, from its rows. */
  Uni<Unmeasured> of(RunView run) {
    JsonNode stored = run.found().unmeasured();
    return run.standing().status().isTerminal() && stored != null && stored.isObject()
        ? Uni.createFrom().item(() -> Json.mapper().convertValue(stored, Unmeasured.class))
        : db.naming(run.id())
            .inTransaction(tx -> Db.overWholeRun(tx, () -> DoubtsQuery.compute(tx, run.id())))
            .map(DoubtsQuery.Doubts::unmeasured);
  }
}
