package dev.assay.run.traffic.slices;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which skills, agents, domains and features a workspace has logged anything of. */
@ApplicationScoped
class Sources {
  /** Most of each kind. */
  private static final int MOST = 500;

  private static final String ALL =
      """
      (select 'skill' as type, skill as id, null::text as version, count(*) as n, max(at) as latest
       from traffic where workspace_id = $1 and skill is not null group by skill
       order by latest desc limit $2)
      union all
      (select 'agent', agent, agent_version, count(*), max(at)
       from traffic where workspace_id = $1 and agent is not null and kind = 'agent_execution'
       group by agent, agent_version order by max(at) desc limit $2)
      union all
      (select 'request_domain', domain, null, count(*), max(at)
       from traffic where workspace_id = $1 and domain is not null and kind = 'request'
       group by domain order by max(at) desc limit $2)
      union all
      (select 'feature', feature, null, count(*), max(at)
       from traffic where workspace_id = $1 and feature is not null group by feature
       order by max(at) desc limit $2)
      """;

  private final Db db;

  Sources(Db db) {
    this.db = db.in(Lane.READER);
  }

  /**
   * Something that runs can be over.
   *
   * @param sourceType what it is
   * @param id its name
   * @param agentVersion of an agent; null for those without
   * @param total requests and executions
   * @param latestActivity when the newest was answered
   */
  @Schema(name = "TrafficSourceFound")
  record Source(
      TrafficSource.Type sourceType,
      String id,
      @Nullable String agentVersion,
      long total,
      Instant latestActivity) {
    private static Source of(Row row) {
      return new Source(
          TrafficSource.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
          row.getString("id"),
          row.getString("version"),
          row.getLong("n"),
          Rows.instant(row, "latest"));
    }
  }

  /** All of them, of each kind the most recently used first. */
  Uni<List<Source>> all(UUID workspaceId) {
    return db.query(ALL, workspaceId, MOST).map(rows -> Rows.list(rows, Source::of));
  }
}
