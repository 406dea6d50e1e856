package dev.assay.run.db;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The way to PostgreSQL. A transaction begins and ends in one call of {@link #inTransaction}, and
 * nothing that waits for the network or a stream stands inside one.
 *
 * <p>JSON columns keep their text byte for byte: read them as {@code column::text} and write them
 * as {@code $1::text::json}.
 */
@ApplicationScoped
public class Db {
  private final Pool pool;

  /** Over the application's pool. */
  public Db(Pool pool) {
    this.pool = pool;
  }

  /** Runs the work in one transaction: committed when it succeeds, rolled back when it fails. */
  public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(work);
  }

  /** One statement on its own, parameters {@code $1, $2, …} in order. */
  public Uni<RowSet<Row>> query(String sql, Object... parameters) {
    return pool.preparedQuery(sql).execute(tuple(parameters));
  }

  /** One statement within a transaction. */
  public static Uni<RowSet<Row>> query(SqlConnection tx, String sql, Object... parameters) {
    return tx.preparedQuery(sql).execute(tuple(parameters));
  }

  private static Tuple tuple(Object... parameters) {
    return Tuple.wrap(Arrays.asList(parameters));
  }
}
