package dev.assay.run.engine.sweep;

import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.tasks.NullProofs;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
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
  static final String FIND =
      """
      select id, dataset_version_id, spec::text as spec, self_test is null and gated as untested
      from runs
      where (status in ('running_dataset', 'evaluating_results') and reviving is null
             and pending + dispatched + answered = 0)
         -- Where nothing is left to be skipped there is nothing to do; what is pushed needs no call
         -- of ours, so its time is not ours to cut.
         or (status in ('queued', 'running_dataset') and target_kind = 'provider'
             and pending > 0 and cutting is null
             and (now() - generation_started_at > max_duration_s * interval '1 s'
               -- Nothing is under way that could bring the news that the rest cannot be afforded.
               or dispatched + answered = 0
                 and (max_cost is not null or max_tokens is not null)
                 and (cost + dearest_call + cardinality(judge_keys) * dearest_judgement > max_cost
                   or tokens_in + tokens_out + longest_call
                     + cardinality(judge_keys) * longest_judgement > max_tokens
                   or cost >= max_cost or tokens_in + tokens_out >= max_tokens)))
      """;
  private static final String STEP = "ending it";
  private static final String KEEP_TEST =
      "update runs set self_test = $2::text::json where id = $1 and self_test is null";

  private final Db db;
  private final NullProofs selfTests;
  private final Settlement settlement;
  private final RunTroubles troubles;

  public LateEnds(Db db, NullProofs selfTests, Settlement settlement, RunTroubles troubles) {
    this.troubles = troubles;
    this.db = db;
    this.selfTests = selfTests;
    this.settlement = settlement;
  }

  /** Looks once; the item is how many it found. */
  public Uni<Integer> sweep() {
    return db.query(FIND).flatMap(this::handle);
  }

  private Uni<Integer> handle(RowSet<Row> late) {
    // Whether scoring-service did not answer in this sweep: then it is not asked again for others.
    AtomicBoolean away = new AtomicBoolean();
    return troubles
        .each(STEP, late, row -> row.getUUID("id"), row -> test(row, away).flatMap(x -> end(row)))
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
