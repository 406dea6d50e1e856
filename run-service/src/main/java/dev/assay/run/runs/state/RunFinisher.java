package dev.assay.run.runs.state;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Computes what a run ends with. Implemented where summaries and gates are known. */
public interface RunFinisher {

  /**
   * Stores summary, criteria and verdict of a run whose units are all settled.
   *
   * @return the verdict's name on the wire
   */
  Uni<String> finish(SqlConnection tx, LockedRun run);
}
