package dev.assay.run.results.stream;

import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the log. No connection is held between two reads, and since what comes between them may
 * come from anywhere, each one says whose log it reads.
 */
@ApplicationScoped
public class EventReader {
  // Events differ in size a thousandfold: a page is bounded by both, and holds at least one.
  private static final String OF_RUN =
      """
      select cursor, type, data, true as wanted
      from (
        select seq as cursor, type, data,
               sum(octet_length(data)) over (order by seq) - octet_length(data) as before
        from (select * from events where run_id = $1 and seq > $2 order by seq limit $3) e
      ) p
      where before < $4
      order by cursor
      """;
  // Looked at by the run's status now; and what takes a run into these statuses or out of them.
  private static final String OF_WORKSPACE =
      """
      select cursor, type, case when wanted then data end as data, wanted
      from (
        select e.workspace_seq as cursor, e.type, e.data,
               $5::text[] is null
                 or exists (select 1 from runs r where r.id = e.run_id and r.status = any($5))
                 or case when e.type = 'run.status'
                         then coalesce(e.data::json->>'from', '') = any($5)
                           or e.data::json->>'to' = any($5)
                         else false end as wanted,
               sum(octet_length(e.data)) over (order by e.workspace_seq)
                 - octet_length(e.data) as before
        from (select * from events where workspace_id = $1 and workspace_seq > $2
              order by workspace_seq limit $3) e
      ) p
      where before < $4
      order by cursor
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
  private final StreamConfig config;

  EventReader(Db db, StreamConfig config) {
    this.config = config;
    this.db = db.in(Lane.REQUEST);
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
    return db.of(workspaceId)
        .query(STATE, runId, workspaceId)
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
    return db.of(workspaceId)
        .query(WORKSPACE_STATE, workspaceId)
        .map(Rows::one)
        .map(row -> new State(row.getLong("event_seq"), row.getLong("first"), false));
  }

  /** The events of a run of a workspace after a number. */
  Uni<Page> ofRun(UUID workspaceId, UUID runId, long after) {
    return db.of(workspaceId)
        .query(OF_RUN, runId, after, config.page(), config.pageBytes().asLongValue())
        .map(rows -> page(rows, after));
  }

  /** The events of a workspace after a number, of runs in these statuses; null for all. */
  Uni<Page> ofWorkspace(UUID workspaceId, long after, String[] statuses) {
    return db.of(workspaceId)
        .query(
            OF_WORKSPACE,
            workspaceId,
            after,
            config.page(),
            config.pageBytes().asLongValue(),
            statuses)
        .map(rows -> page(rows, after));
  }

  /**
   * What was read.
   *
   * @param upTo number of the last event that was looked at, wanted or not
   * @param events those that are wanted
   */
  record Page(long upTo, List<StoredEvent> events) {}

  private static Page page(RowSet<Row> rows, long after) {
    long upTo = after;
    List<StoredEvent> events = new ArrayList<>();
    for (Row row : rows) {
      upTo = row.getLong("cursor");
      if (row.getBoolean("wanted")) {
        events.add(new StoredEvent(upTo, row.getString("type"), row.getString("data")));
      }
    }
    return new Page(upTo, events);
  }
}
