package dev.assay.run.platform.audit;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.upkeep.Upkeep;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The rows of the log of changes. */
@ApplicationScoped
public class AuditLog {
  private static final String WRITE =
      """
      insert into audit (id, workspace_id, key_id, by_session, method, path, object, status, address)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;
  private static final String READ =
      """
      select a.*, k.name as key_name
      from audit a left join api_keys k on k.id = a.key_id
      where a.workspace_id = $1 and ($2::uuid is null or a.id < $2)
        and ($3::uuid is null or a.key_id = $3)
        and ($4::text is null or starts_with(a.object, $4))
      order by a.id desc limit $5
      """;
  // In slices: a long pause must not make one long transaction.
  private static final String DROP =
      "delete from audit where id in (select id from audit where at < $1 order by at limit 5000)";

  private final Db db;
  private final AuditConfig config;
  private final Upkeep upkeep;

  AuditLog(Db db, AuditConfig config, Upkeep upkeep) {
    this.db = db;
    this.config = config;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every("audit", config.sweepEvery(), config.sweepEvery(), this::drop);
  }

  /** What a request asked for and was answered. */
  record Asked(
      boolean bySession, String method, String path, String object, int status, String address) {}

  Uni<Void> write(Caller caller, Asked asked) {
    return db.query(
            WRITE,
            Ids.next(),
            caller.workspaceId(),
            caller.keyId(),
            asked.bySession(),
            asked.method(),
            asked.path(),
            asked.object(),
            asked.status(),
            asked.address())
        .replaceWithVoid();
  }

  /**
   * Entries, the newest first.
   *
   * @param before only those before this one, null for all
   * @param key only those of this key, null for all
   * @param object only those about what begins so, null for all
   */
  Uni<List<AuditEntry>> read(UUID workspaceId, UUID before, UUID key, String object, int limit) {
    return db.query(READ, workspaceId, before, key, object, limit)
        .map(rows -> Rows.list(rows, AuditLog::entry));
  }

  /** Drops what is too old; how much it was. */
  Uni<Integer> drop() {
    OffsetDateTime end = OffsetDateTime.now(ZoneOffset.UTC).minus(config.keep());
    return db.query(DROP, end).map(rows -> rows.rowCount());
  }

  private static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.getUUID("id"),
        Rows.instant(row, "at"),
        row.getUUID("key_id"),
        row.getString("key_name"),
        row.getBoolean("by_session"),
        row.getString("method"),
        row.getString("path"),
        row.getString("object"),
        row.getInteger("status"),
        row.getString("address"));
  }
}
