package dev.assay.run.engine.sweep;

import dev.assay.run.engine.books.Removals;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Goes on with deleting the rows of removed runs where whoever removed them could not. */
@ApplicationScoped
public class RemovedRuns {
  // Whoever removes a run deletes its rows right away; this is for those who did not come to it.
  private static final String FIND =
      """
      select run_id from removed_runs where removed_at < now() - $1 * interval '1 ms'
      order by removed_at limit 50
      """;
  private static final String STEP = "deleting its rows";

  private final Db db;
  private final SweepConfig config;
  private final Removals removals;
  private final RunTroubles troubles;

  RemovedRuns(Db db, SweepConfig config, Removals removals, RunTroubles troubles) {
    this.db = db;
    this.config = config;
    this.removals = removals;
    this.troubles = troubles;
  }

  Uni<Integer> sweep() {
    return db.query(FIND, config.unsent().toMillis())
        .map(rows -> Rows.list(rows, row -> row.getUUID("run_id")))
        .flatMap(
            runs ->
                troubles
                    .each(STEP, runs, Function.identity(), removals::clear)
                    .replaceWith(runs.size()));
  }
}
