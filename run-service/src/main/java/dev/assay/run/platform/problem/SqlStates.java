package dev.assay.run.platform.problem;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What PostgreSQL's error codes mean to us. */
public final class SqlStates {
  /**
   * Connections; admin's shutdown, crash, start; resources; time in or of a transaction used up.
   */
  private static final List<String> AWAY = List.of("08", "57P", "53", "25P03", "25P04");

  /** What the driver says in words only: its pool gave none, or what waited was never sent. */
  private static final Set<String> NO_CONNECTION =
      Set.of(
          "Timeout",
          "Timeout waiting for connection",
          "Pending requests failed to be sent due to connection has been closed.",
          "Pool closed");

  private SqlStates() {}

  /** A row with this unique value is there already. */
  public static boolean isDuplicate(Throwable e) {
    return is(e, "23505");
  }

  /** Another row still points to this one. */
  public static boolean isStillUsed(Throwable e) {
    return is(e, "23503");
  }

  /** A partitioned table has no part for the row, or the row breaks a check. */
  public static boolean isOutside(Throwable e) {
    return is(e, "23514");
  }

  /** Somebody held a lock longer than we were ready to wait. */
  public static boolean isLockTimeout(Throwable e) {
    return is(e, "55P03");
  }

  /**
   * The database is away, starting, stopping, or none of its connections became free in time: later
   * may work.
   */
  public static boolean isAway(Throwable e) {
    String state = of(e);
    if (!state.isEmpty()) {
      return AWAY.stream().anyMatch(state::startsWith);
    }
    return chain(e)
        .anyMatch(
            at ->
                at instanceof SocketException
                    || at instanceof SocketTimeoutException
                    || at instanceof UnknownHostException
                    || at instanceof ClosedChannelException
                    || at instanceof ClosedConnectionException
                    || at instanceof ConnectTimeoutException
                    || NO_CONNECTION.contains(String.valueOf(at.getMessage())));
  }

  /** Somebody else was in the way, or it took too long: the same may work another time. */
  public static boolean isBusy(Throwable e) {
    return isLockTimeout(e) || isTooSlow(e) || is(e, "40P01") || is(e, "40001");
  }

  /** One statement, or a transaction as a whole, took longer than it may. */
  public static boolean isTooSlow(Throwable e) {
    return is(e, "57014") || is(e, "25P04");
  }

  /** Nothing is wrong with what was to be written: trying again is right. */
  public static boolean isTransient(Throwable e) {
    return isAway(e) || isBusy(e);
  }

  private static Stream<Throwable> chain(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
  }

  private static boolean is(Throwable e, String state) {
    return of(e).equals(state);
  }

  /** As the driver says it, or as Hibernate does that wraps it; empty for none. */
  public static String of(Throwable e) {
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
