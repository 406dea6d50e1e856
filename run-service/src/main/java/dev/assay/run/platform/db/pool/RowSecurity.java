package dev.assay.run.platform.db.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether row-level security is in force for the login of the service. It is looked at once, over a
 * connection of its own, before any other connection is made: what works without it goes on doing
 * so, and is told of in the log and by readiness.
 */
@Singleton
public class RowSecurity {
  private static final Logger LOG = Logger.getLogger(RowSecurity.class);

  private static final String LOOK =
      """
      select current_user::text as login,
        (select count(*) = 2 and bool_and(pg_has_role(oid, 'set') and not rolsuper
                                          and not rolbypassrls)
         from pg_roles where rolname in ('assay_engine', 'assay_request')) as may_work,
        coalesce((select relrowsecurity from pg_class where oid = to_regclass('runs')), false)
          as secured,
        (select rolsuper or rolbypassrls or coalesce(
           pg_has_role((select relowner from pg_class where oid = to_regclass('runs')), 'usage'),
           false)
         from pg_roles where rolname = current_user) as passes
      """;

  private volatile Found found;

  /**
   * What was found.
   *
   * @param inForce whether connections work as one of {@link DatabaseRole}
   * @param lacking what an operator should mend; null for nothing
   */
  public record Found(boolean inForce, String lacking) {}

  /** What was found; empty before there was a connection. */
  public Optional<Found> found() {
    return Optional.ofNullable(found);
  }

  /** False when it is known that it is not in force, so that nothing need be said about rows. */
  public boolean mayBeInForce() {
    Found known = found;
    return known == null || known.inForce();
  }

  /** Connections that work as a role, where that is possible. */
  Future<PgConnectOptions> as(DatabaseRole role, PgConnectOptions options, Vertx vertx) {
    return look(options, vertx)
        .map(
            known ->
                known.inForce()
                    ? new PgConnectOptions(options).addProperty("role", role.role())
                    : options);
  }

  private Future<Found> look(PgConnectOptions options, Vertx vertx) {
    return found != null
        ? Future.succeededFuture(found)
        : PgConnection.connect(vertx, options)
            .flatMap(
                connection ->
                    connection
                        .query(LOOK)
                        .execute()
                        .map(rows -> remember(rows.iterator().next()))
                        .eventually(() -> connection.close()));
  }

  private synchronized Found remember(Row row) {
    if (found == null) {
      found = found(row);
      if (found.lacking() != null) {
        LOG.warnf(
            "row-level security lacks something in_force=%b: %s", found.inForce(), found.lacking());
      }
    }
    return found;
  }

  private static Found found(Row row) {
    String login = row.getString("login");
    if (!row.getBoolean("may_work")) {
      return new Found(
          false, "the login " + login + " may not work as assay_engine and assay_request");
    }
    if (!row.getBoolean("secured")) {
      return new Found(false, "the tables are not secured: select assay_secure(login) says why");
    }
    return new Found(
        true,
        row.getBoolean("passes")
            ? "the login " + login + " is a superuser, passes over policies or owns the tables"
            : null);
  }
}
