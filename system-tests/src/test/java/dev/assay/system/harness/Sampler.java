package dev.assay.system.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Compares, again and again and each time in one snapshot, the counters of runs with their rows,
 * and checks that what is settled never gets less.
 */
public final class Sampler implements AutoCloseable {
  /** Finds nothing as long as counters and rows of a run agree. */
  static final String DIFFERENT =
      """
      select r.status, r.total, r.pending, r.dispatched, r.answered, r.passed, r.failed, r.errored,
             r.skipped, r.cancelled, u.*
      from runs r, lateral (
        select count(*) as u_total,
          count(*) filter (where status = 'pending') as u_pending,
          count(*) filter (where status = 'dispatched') as u_dispatched,
          count(*) filter (where status = 'answered') as u_answered,
          count(*) filter (where status = 'passed') as u_passed,
          count(*) filter (where status = 'failed') as u_failed,
          count(*) filter (where status = 'error') as u_errored,
          count(*) filter (where status = 'skipped') as u_skipped,
          count(*) filter (where status = 'cancelled') as u_cancelled
        from units where run_id = r.id) u
      where r.id = ?::uuid and (r.total, r.pending, r.dispatched, r.answered, r.passed, r.failed,
                                r.errored, r.skipped, r.cancelled)
        <> (u_total, u_pending, u_dispatched, u_answered, u_passed, u_failed, u_errored, u_skipped,
            u_cancelled)
      """;

  private static final String SETTLED =
      "select passed + failed + errored + skipped + cancelled as settled from runs"
          + " where id = ?::uuid";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Connection connection;
  private final List<String> runs;
  private final long[] settled;
  private final List<String> wrong = new ArrayList<>();
  private int samples;

  /**
   * Starts to sample.
   *
   * @param everyMillis between two samples
   */
  public Sampler(Database database, long everyMillis, String... runs) throws SQLException {
    this.runs = List.of(runs);
    this.settled = new long[runs.length];
    connection = database.connect();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    var unused = timer.scheduleWithFixedDelay(this::sample, 0, everyMillis, TimeUnit.MILLISECONDS);
  }

  /** How many samples were taken. */
  public synchronized int samples() {
    return samples;
  }

  /** What did not agree; empty when all is well. */
  public synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }

  private synchronized void sample() {
    try {
      for (int i = 0; i < settled.length; i++) {
        List<Map<String, Object>> different = Database.rows(connection, DIFFERENT, runs.get(i));
        different.forEach(row -> wrong.add("counts differ: " + row));
        long now =
            ((Number) Database.rows(connection, SETTLED, runs.get(i)).get(0).get("settled"))
                .longValue();
        if (now < settled[i]) {
          wrong.add("settled fell from " + settled[i] + " to " + now);
        }
        settled[i] = now;
      }
      // The next sample is another snapshot.
      connection.commit();
      samples++;
    } catch (SQLException e) {
      wrong.add("a sample failed: " + e);
    }
  }

  @Override
  public void close() throws SQLException {
    timer.shutdownNow();
    synchronized (this) {
      connection.close();
    }
  }
}
