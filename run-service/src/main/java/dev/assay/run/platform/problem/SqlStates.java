package dev.assay.run.platform.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;

/** What PostgreSQL's error codes mean to us. */
public final class SqlStates {
  private SqlStates() {}

  /** A row with this unique value is there already. */
  public static boolean isDuplicate(Throwable e) {
    return is(e, "23505");
  }

  /** Another row still points to this one. */
  public static boolean isStillUsed(Throwable e) {
    return is(e, "23503");
  }

  /** Somebody held a lock longer than we were ready to wait. */
  public static boolean isLockTimeout(Throwable e) {
    return is(e, "55P03");
  }

  /** The database is away, starting, stopping or full of connections: later may work. */
  public static boolean isAway(Throwable e) {
    if (e instanceof PgException pg && pg.getSqlState() != null) {
      String state = pg.getSqlState();
      return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
    return e instanceof ConnectException
        || e instanceof ClosedChannelException
        || e instanceof ClosedConnectionException;
  }

  /** A value that no retry will make storable. */
  public static boolean isBadData(Throwable e) {
    return e instanceof PgException pg
        && pg.getSqlState() != null
        && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"));
  }

  private static boolean is(Throwable e, String state) {
    return e instanceof PgException pg && state.equals(pg.getSqlState());
  }
}
