package dev.assay.run.platform.audit;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.upkeep.Upkeep;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The rows of the log of changes. They are added and read: neither what a request does nor what the
 * service does may change or delete one, but for what is old.
 */
@ApplicationScoped
public class AuditLog {
  private static final Logger LOG = Logger.getLogger(AuditLog.class);

  private static final String COLUMNS =
      "insert into audit (id, workspace_id, key_id, who, by_session, method, action, path, object,"
          + " status, address, times) ";
  private static final String WRITE =
      COLUMNS + "values ($1, $2, $3, $4, $4 = 'session', $5, $6, $7, $8, $9, $10, $11)";

  // Whose log it is says the key that was shown, however little it is worth by now; what nobody is
  // known of is for those who look after the installation.
  private static final String WRITE_OF_NOBODY =
      COLUMNS
          + """
          select $1::uuid, coalesce(k.workspace_id, w.id), k.id,
            case when k.id is null then $2 else 'key' end, false, $3::text, $4::text, $5::text,
            $6::text, $7::int, $8::text, $9::int
          from workspaces w left join api_keys k on k.sha256 = decode($10, 'hex')
          where w.name = 'default'
          """;
  private static final String READ =
      """
      select a.*, k.name as key_name
      from audit a left join api_keys k on k.id = a.key_id
      where a.workspace_id = $1\
      """;
  private static final String DROP = "select assay_drop_audit($1) as dropped";
  private static final Duration SHORTEST = Duration.ofDays(1);

  private final Db db;
  private final AuditConfig config;
  private final Upkeep upkeep;

  AuditLog(Db db, AuditConfig config, Upkeep upkeep) {
    this.db = db;
    this.config = config;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    if (config.keep().compareTo(SHORTEST) < 0) {
      throw new IllegalStateException(
          "assay.audit.keep is " + config.keep() + ": the log is kept for a day (1d) at least.");
    }
    upkeep.every("audit", config.sweepEvery(), config.sweepEvery(), this::drop);
  }

  /** Adds an entry for so many requests; one that cannot be written is told to the operator. */
  Uni<Void> write(Asked asked, int times) {
    return (asked.workspaceId() == null ? ofNobody(asked, times) : of(asked, times))
        .onFailure()
        .invoke(
            e ->
                LOG.errorf(
                    "audit not written by=%s key=%s method=%s path=%s status=%d times=%d error=%s",
                    asked.by(),
                    asked.keyId(),
                    asked.method(),
                    asked.path(),
                    asked.status(),
                    times,
                    e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> of(Asked asked, int times) {
    return db.of(asked.workspaceId())
        .query(
            WRITE,
            Ids.next(),
            asked.workspaceId(),
            asked.keyId(),
            asked.by(),
            asked.method(),
            asked.action(),
            asked.path(),
            asked.object(),
            asked.status(),
            asked.address(),
            times)
        .replaceWithVoid();
  }

  private Uni<Void> ofNobody(Asked asked, int times) {
    return db.asService()
        .query(
            WRITE_OF_NOBODY,
            Ids.next(),
            asked.by(),
            asked.method(),
            asked.action(),
            asked.path(),
            asked.object(),
            asked.status(),
            asked.address(),
            times,
            asked.shown())
        .replaceWithVoid();
  }

  /**
   * Entries, the newest first.
   *
   * @param before only those before this one, null for all
   */
  Uni<List<AuditEntry>> read(UUID workspaceId, UUID before, AuditSearch search, int limit) {
    StringBuilder sql = new StringBuilder(READ);
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    search.narrow(sql, parameters);
    if (before != null) {
      parameters.add(before);
      sql.append(" and a.id < $").append(parameters.size());
    }
    parameters.add(limit);
    sql.append(" order by a.id desc limit $").append(parameters.size());
    return db.query(sql.toString(), parameters.toArray())
        .map(rows -> Rows.list(rows, AuditLog::entry));
  }

  /** Drops what is too old, in slices; how much it was. */
  Uni<Integer> drop() {
    OffsetDateTime end = OffsetDateTime.now(ZoneOffset.UTC).minus(config.keep());
    AtomicInteger sum = new AtomicInteger();
    return InOrder.whileMore(
            () ->
                db.asService()
                    .query(DROP, end)
                    .map(rows -> Rows.one(rows).getInteger("dropped"))
                    .invoke(sum::addAndGet)
                    .map(dropped -> dropped > 0))
        .map(done -> sum.get());
  }

  private static AuditEntry entry(Row row) {
    boolean session = row.getBoolean("by_session");
    String who = row.getString("who");
    int status = row.getInteger("status");
    return new AuditEntry(
        row.getUUID("id"),
        Rows.instant(row, "at"),
        who != null ? who : session ? AuditEntry.SESSION : AuditEntry.KEY,
        row.getUUID("key_id"),
        row.getString("key_name"),
        session,
        row.getString("method"),
        row.getString("action"),
        row.getString("path"),
        row.getString("object"),
        status,
        AuditOutcome.of(status),
        row.getInteger("times"),
        row.getString("address"));
  }
}
