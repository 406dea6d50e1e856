package dev.assay.run.results.stream;

import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads the log. No connection is held between two reads. */
@ApplicationScoped
public class EventReader {
  private static final String OF_RUN =
      "select seq as cursor, type, data from events where run_id = $1 and seq > $2"
          + " order by seq limit $3";
  private static final String OF_WORKSPACE =
      """
      select e.workspace_seq as cursor, e.type, e.data
      from events e
      where e.workspace_id = $1 and e.workspace_seq > $2
        and ($4::text[] is null
          or exists (select 1 from runs r where r.id = e.run_id and r.status = any($4)))
      order by e.workspace_seq limit $3
      """;
  private static final String STATE =
      """
      select status, event_seq,
             (select min(seq) from events where run_id = $1) as first
      from runs where id = $1 and workspace_id = $2
      """;
  private static final String WORKSPACE_STATE =
      """
      select event_seq,
             (select min(workspace_seq) from events where workspace_id = $1) as first
      from workspaces where id = $1
      """;

  private final Db db;

  public EventReader(Db db) {
    this.db = db;
  }

  /**
   * Where a log stands.
   *
   * @param last number of its newest event
   * @param first number of its oldest event still there, null when there is none
   * @param ended whether nothing more will come by itself
   */
  record State(long last, Long first, boolean ended) {
    /** Whether what follows a number is still all there. */
    boolean reaches(long after) {
      return after >= last || (first != null && first <= after + 1);
    }
  }

  /** Where a run's log stands; null when the workspace has no such run. */
  Uni<State> run(UUID workspaceId, UUID runId) {
    return db.query(STATE, runId, workspaceId)
        .map(rows -> Rows.first(rows).map(EventReader::state).orElse(null));
  }

  private static State state(Row row) {
    return new State(
        row.getLong("event_seq"),
        row.getLong("first"),
        RunStatus.of(row.getString("status")).isTerminal());
  }

  /** Where a workspace's log stands. */
  Uni<State> workspace(UUID workspaceId) {
    return db.query(WORKSPACE_STATE, workspaceId)
        .map(Rows::one)
        .map(row -> new State(row.getLong("event_seq"), row.getLong("first"), false));
  }

  /** The events of a run after a number. */
  Uni<List<StoredEvent>> ofRun(UUID runId, long after, int limit) {
    return db.query(OF_RUN, runId, after, limit).map(rows -> Rows.list(rows, EventReader::read));
  }

  /** The events of a workspace after a number, of runs in these statuses; null for all. */
  Uni<List<StoredEvent>> ofWorkspace(UUID workspaceId, long after, int limit, String[] statuses) {
    return db.query(OF_WORKSPACE, workspaceId, after, limit, statuses)
        .map(rows -> Rows.list(rows, EventReader::read));
  }

  private static StoredEvent read(Row row) {
    return new StoredEvent(row.getLong("cursor"), row.getString("type"), row.getString("data"));
  }
}
