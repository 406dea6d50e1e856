package dev.assay.run.platform.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

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
    String state = state(e);
    if (!state.isEmpty()) {
      return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            at ->
                at instanceof ConnectException
                    || at instanceof ClosedChannelException
                    || at instanceof ClosedConnectionException);
  }

  /** A value that no retry will make storable. */
  public static boolean isBadData(Throwable e) {
    String state = state(e);
    return state.startsWith("22") || state.startsWith("23");
  }

  private static boolean is(Throwable e, String state) {
    return state(e).equals(state);
  }

  /** As the driver says it, or as Hibernate does that wraps it; empty for none. */
  private static String state(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      String state =
          at instanceof PgException pg
              ? pg.getSqlState()
              : at instanceof SQLException sql ? sql.getSQLState() : null;
      if (state != null) {
        return state;
      }
    }
    return "";
  }
}
