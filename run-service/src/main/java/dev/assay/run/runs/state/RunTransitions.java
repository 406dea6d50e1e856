package dev.assay.run.runs.state;

import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The one place where a run's status changes: a guarded update along the edges of {@link
 * RunStatus}, with the row count looked at. Losing a race is a normal result.
 */
@ApplicationScoped
public class RunTransitions {
  private static final Logger LOG = Logger.getLogger(RunTransitions.class);
  private static final String MOVE =
      """
      update runs set
        status = $3, status_since = clock_timestamp(),
        started_at = case when $3 in ('running_dataset', 'evaluating_results')
                          then coalesce(started_at, clock_timestamp()) else started_at end,
        -- The clock of the generation: a run that goes on after its end begins a new one.
        generation_started_at = case
          when $3 in ('running_dataset', 'evaluating_results')
            and status not in ('running_dataset', 'evaluating_results') then clock_timestamp()
          else generation_started_at end,
        cancelling_at = case when $3 = 'cancelling' then now() else cancelling_at end,
        finished_at = case when $4 then clock_timestamp() else null end,
        updated_at = now()
      where id = $1 and status = any($2)
      returning old.status as was,
        extract(epoch from clock_timestamp() - old.status_since)::float8 as seconds
      """;

  private final MeterRegistry metrics;

  /** With the registry that counts transitions, and times what runs leave. */
  public RunTransitions(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Moves a run to a status, if it stands in one that may become it.
   *
   * @return true when this call moved it, false when it stood elsewhere
   */
  public Uni<Boolean> move(SqlConnection tx, UUID runId, RunStatus to) {
    String[] from = to.predecessors().stream().map(RunStatus::wire).toArray(String[]::new);
    return Db.query(tx, MOVE, runId, from, to.wire(), to.isTerminal())
        .invoke(rows -> rows.forEach(row -> tell(runId, row, to)))
        .map(rows -> rows.rowCount() == 1);
  }

  private void tell(UUID runId, Row row, RunStatus to) {
    RunStatus from = RunStatus.of(row.getString("was"));
    metrics.counter("assay.run.transitions", "to", to.wire()).increment();
    time(from, row.getDouble("seconds"));
    LOG.infof("run moved run=%s from=%s to=%s", runId, from.wire(), to.wire());
  }

  /** How long somebody takes to ask again for a run that has ended is not the run's doing. */
  private void time(RunStatus left, Double seconds) {
    if (seconds != null && !left.isTerminal()) {
      metrics
          .timer("assay.run.status.duration", "status", left.wire())
          .record(Duration.ofNanos((long) (seconds * 1e9)));
    }
  }
}
