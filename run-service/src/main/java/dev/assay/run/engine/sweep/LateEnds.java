package dev.assay.run.engine.sweep;

import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.tasks.NullProofs;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Runs that could end but have not: their budget is used up while nothing is under way, or their
 * gate was not yet tried against null answers because scoring-service was away at the launch.
 */
@ApplicationScoped
public class LateEnds {
  private static final Logger LOG = Logger.getLogger(LateEnds.class);
  private static final String FIND =
      """
      select id, dataset_version_id, spec::text as spec,
             self_test is null and coalesce(spec->>'gate', 'null') <> 'null' as untested
      from runs
      where (status in ('running_dataset', 'evaluating_results')
             and pending + dispatched + answered = 0)
         -- Nothing is under way that could bring the news that the rest cannot be afforded.
         or (status in ('queued', 'running_dataset') and target_kind = 'provider'
             and pending > 0 and dispatched + answered = 0
             and (max_cost is not null or max_tokens is not null)
             and (cost + dearest_call > max_cost or tokens_in + tokens_out + longest_call > max_tokens
               or cost >= max_cost or tokens_in + tokens_out >= max_tokens))
         or (status = 'running_dataset'
             and now() - started_at > (spec->'budget'->>'max_duration_s')::float8
                                      * interval '1 s')
      """;
  private static final String KEEP_TEST =
      "update runs set self_test = $2::text::json where id = $1 and self_test is null";

  private final Db db;
  private final NullProofs selfTests;
  private final Settlement settlement;

  public LateEnds(Db db, NullProofs selfTests, Settlement settlement) {
    this.db = db;
    this.selfTests = selfTests;
    this.settlement = settlement;
  }

  Uni<Integer> sweep() {
    return db.query(FIND).flatMap(this::handle);
  }

  private Uni<Integer> handle(RowSet<Row> late) {
    // Whether scoring-service did not answer in this sweep: then it is not asked again for others.
    AtomicBoolean away = new AtomicBoolean();
    return InOrder.each(late, row -> test(row, away).flatMap(x -> end(row)))
        .replaceWith(late.size());
  }

  /** Tries the gate if that is still due. One that cannot be tried now holds up no other run. */
  private Uni<Void> test(Row row, AtomicBoolean away) {
    if (!row.getBoolean("untested") || away.get()) {
      return Uni.createFrom().voidItem();
    }
    return selfTests
        .run(row.getUUID("dataset_version_id"), RunSpecs.of(row))
        .map(JsonColumns::text)
        .flatMap(json -> db.query(KEEP_TEST, row.getUUID("id"), json))
        .replaceWithVoid()
        .onFailure(ProblemException.class)
        .recoverWithItem(
            e -> {
              LOG.debugf("gate not tried run=%s: %s", row.getUUID("id"), e.getMessage());
              away.set(true);
              return null;
            });
  }

  private Uni<Void> end(Row row) {
    return db.inTransaction(tx -> end(tx, row.getUUID("id")));
  }

  private Uni<Void> end(SqlConnection tx, UUID id) {
    return RunLocks.lock(tx, id)
        .flatMap(
            run ->
                run == null || run.status().isTerminal()
                    ? Uni.createFrom().voidItem()
                    : settlement.settle(tx, run, new RunChange(), List.of(), List.of(), null));
  }
}
