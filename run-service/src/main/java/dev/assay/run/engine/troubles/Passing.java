package dev.assay.run.engine.troubles;

import dev.assay.link.broker.BrokerAwayException;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.CompositeException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;

/** Tells failures that pass by themselves from those that come again with the same data. */
public final class Passing {
  // Data, constraints, statements and what PostgreSQL or its functions raise about a row.
  private static final List<String> LASTING_STATES =
      List.of("0A", "21", "22", "23", "2F", "38", "42", "P0", "XX");
  // Pools, sockets and timers tell of themselves in exceptions of their own.
  private static final List<String> TECHNICAL = List.of("io.vertx.", "io.netty.", "io.smallrye.");

  private Passing() {}

  /**
   * Whether the same work may succeed later: the database or the broker is away or busy, or nobody
   * can say. Data that cannot be read or written, and faults of the program, are none of these.
   * Several failures at a time pass when each of them does.
   */
  public static boolean is(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof CompositeException several) {
        return several.getCauses().stream().allMatch(Passing::is);
      }
      if (at instanceof PgException sql) {
        String state = sql.getSqlState();
        return state == null || LASTING_STATES.stream().noneMatch(state::startsWith);
      }
      if (at instanceof IOException
          || at instanceof BrokerAwayException
          || at instanceof java.util.concurrent.TimeoutException
          || at instanceof OutOfMemoryError) {
        return true;
      }
    }
    return SqlStates.isAway(failure) || isTechnical(failure);
  }

  /**
   * Whether a failure counts against the run that it came from: it does not pass by itself, or the
   * run took the database longer than anything may. That may pass, but when it goes on it would
   * keep others from their places for ever.
   */
  public static boolean countsAgainst(Throwable failure) {
    return !is(failure) || SqlStates.isTooSlow(failure);
  }

  /** What only wraps another failure says nothing of its own. */
  private static boolean isTechnical(Throwable failure) {
    String name = failure.getClass().getName();
    Throwable cause = failure.getCause();
    return TECHNICAL.stream().anyMatch(name::startsWith) && (cause == null || is(cause));
  }
}
