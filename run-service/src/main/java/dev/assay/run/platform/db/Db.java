package dev.assay.run.platform.db;

import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.db.pool.Pools;
import dev.assay.run.platform.db.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The way to PostgreSQL. A transaction begins and ends in one call of {@link #inTransaction}, and
 * nothing that waits for the network or a stream stands inside one. Within other work, its own or
 * that of {@link Sessions}, it fails with an {@link IllegalStateException}: that work has its own
 * connection.
 *
 * <p>What a request does has other connections than what the service does on its own account, and
 * reading that looks at much has its own again ({@link #in}): see {@link Lane}.
 *
 * <p>JSON columns keep their text byte for byte: read them as {@code column::text} and write them
 * as {@code $1::text::json}.
 */
@ApplicationScoped
public class Db {
  private final Function<Lane, Pool> pools;
  private final Vertx vertx;
  private final Lane fixed;

  @Inject
  Db(Pool platforms, Pools pools, Vertx vertx) {
    this(lane -> pools.of(lane, platforms), vertx, null);
  }

  private Db(Function<Lane, Pool> pools, Vertx vertx, Lane fixed) {
    this.pools = pools;
    this.vertx = vertx;
    this.fixed = fixed;
  }

  /** A database over one pool, whoever asks: for programs beside the service. */
  public static Db over(Pool pool, Vertx vertx) {
    return new Db(lane -> pool, vertx, null);
  }

  /**
   * The same database over the connections of one lane, whoever asks: reading that looks at much or
   * may be slow belongs to {@link Lane#READER}.
   */
  public Db in(Lane lane) {
    return new Db(pools, vertx, lane);
  }

  /**
   * Runs the work in one transaction: committed when it succeeds, rolled back when it fails. It
   * comes to its end also when the caller goes away.
   */
  public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Pool chosen = pool();
              return Work.alone(vertx, () -> chosen.withTransaction(work));
            });
  }

  /** One statement on its own, parameters {@code $1, $2, …} in order. */
  public Uni<RowSet<Row>> query(String sql, Object... parameters) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Work.refuseWithin();
              return toItsEnd(pool(), connection -> query(connection, sql, parameters));
            });
  }

  /**
   * A caller who goes away while the pool is asked for a connection would leave it open. The pool's
   * own way for single statements has another fault: when it cannot connect, it fails twice.
   */
  private static <T> Uni<T> toItsEnd(Pool pool, Function<SqlConnection, Uni<T>> statement) {
    return Uni.createFrom()
        .emitter(
            outcome ->
                pool.withConnection(statement).subscribe().with(outcome::complete, outcome::fail));
  }

  private Pool pool() {
    Lane byCaller = Work.ofRequest() ? Lane.REQUEST : Lane.ENGINE;
    return pools.apply(fixed == null ? byCaller : fixed);
  }

  /** One statement within a transaction. */
  public static Uni<RowSet<Row>> query(SqlConnection tx, String sql, Object... parameters) {
    return tx.preparedQuery(sql).execute(tuple(parameters));
  }

  /** The statements of a transaction, for those who do not care who opened it. */
  public static Statements statements(SqlConnection tx) {
    return new Connected(tx);
  }

  /**
   * Does work that reads every row of a run. Right after units changed the statistics still say
   * that there are few, and a nested loop chosen for few takes minutes for many.
   */
  public static <T> Uni<T> overWholeRun(SqlConnection tx, Supplier<Uni<T>> work) {
    return query(tx, "set local enable_nestloop = off")
        .flatMap(off -> work.get())
        .call(() -> query(tx, "set local enable_nestloop = on"));
  }

  private record Connected(SqlConnection tx) implements Statements {
    @Override
    public Uni<Integer> change(String sql, Object... parameters) {
      return query(tx, sql, parameters).map(RowSet::rowCount);
    }

    @Override
    public Uni<List<Object[]>> rows(String sql, Object... parameters) {
      return query(tx, sql, parameters)
          .map(
              rows ->
                  StreamSupport.stream(rows.spliterator(), false)
                      .map(row -> IntStream.range(0, row.size()).mapToObj(row::getValue).toArray())
                      .toList());
    }
  }

  private static Tuple tuple(Object... parameters) {
    // A list that can be changed: the driver writes converted values back into it.
    return Tuple.wrap(
        Arrays.stream(parameters)
            .map(Db::storable)
            .collect(Collectors.toCollection(ArrayList::new)));
  }

  /** PostgreSQL's text cannot hold the character NUL, and models do write it. */
  static Object storable(Object value) {
    if (value instanceof String text) {
      return StorableText.of(text);
    }
    if (value instanceof String[] texts) {
      return Arrays.stream(texts).map(StorableText::of).toArray(String[]::new);
    }
    return value;
  }
}
