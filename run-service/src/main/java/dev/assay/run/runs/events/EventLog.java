package dev.assay.run.runs.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Writes events in the transaction that caused them, as the last thing before its commit. The
 * numbers come from the run's row, which the caller has locked, and from the workspace's, locked
 * here: neither has a gap, and both follow commit order. The bell rings at commit.
 */
@ApplicationScoped
public class EventLog {
  /** The channel on which the bell rings with a run's id. */
  public static final String CHANNEL = "assay_events";

  private static final String INSERT =
      """
      with bell as (
        select pg_notify('assay_events', $1::uuid::text || ' ' || $2::uuid::text)
      ), workspace as (
        update workspaces set event_seq = event_seq + cardinality($3::bigint[])
        where id = $2 returning event_seq - cardinality($3::bigint[]) as before
      )
      insert into events (run_id, workspace_id, seq, workspace_seq, type, data, at)
      select $1, $2, e.seq, before + e.i, e.type, e.data, $6
      from unnest($3::bigint[], $4::text[], $5::text[]) with ordinality as e(seq, type, data, i),
           bell, workspace
      """;

  /**
   * Appends events.
   *
   * @param last the run's last number after these events were counted in
   * @param at the time they carry
   */
  public Uni<Void> append(
      SqlConnection tx,
      UUID runId,
      UUID workspaceId,
      long last,
      OffsetDateTime at,
      List<EventDraft> drafts) {
    if (drafts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int k = drafts.size();
    Long[] seqs = new Long[k];
    String[] types = new String[k];
    String[] data = new String[k];
    for (int i = 0; i < k; i++) {
      seqs[i] = last - k + 1 + i;
      types[i] = drafts.get(i).type().wire();
      data[i] = numbered(runId, seqs[i], at, drafts.get(i).data());
    }
    return Db.query(tx, INSERT, runId, workspaceId, seqs, types, data, at).replaceWithVoid();
  }

  private static String numbered(UUID runId, long seq, OffsetDateTime at, ObjectNode body) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("run_id", runId.toString());
    data.put("seq", seq);
    data.put("at", at.toInstant().toString());
    data.setAll(body);
    return data.toString();
  }
}
