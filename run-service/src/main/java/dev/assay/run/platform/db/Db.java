package dev.assay.run.platform.db;

import dev.assay.run.platform.db.pool.DatabaseRole;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.db.pool.Pools;
import dev.assay.run.platform.db.pool.RowSecurity;
import dev.assay.run.platform.db.work.Rights;
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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
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
 * reading that looks at much has its own again ({@link #in}): see {@link Lane}. A request sees the
 * rows of its workspace, whatever a statement asks for ({@link Rights}).
 *
 * <p>JSON columns keep their text byte for byte: read them as {@code column::text} and write them
 * as {@code $1::text::json}.
 */
@ApplicationScoped
public class Db {
  private final Function<Lane, Pool> pools;
  private final BooleanSupplier secured;
  private final Vertx vertx;
  private final Lane fixed;
  private final Rights granted;
  private final List<UUID> named;

  @Inject
  Db(Pool platforms, Pools pools, RowSecurity security, Vertx vertx) {
    this(lane -> pools.of(lane, platforms), security::mayBeInForce, vertx, null, null, List.of());
  }

  private Db(
      Function<Lane, Pool> pools,
      BooleanSupplier secured,
      Vertx vertx,
      Lane fixed,
      Rights granted,
      List<UUID> named) {
    this.pools = pools;
    this.secured = secured;
    this.vertx = vertx;
    this.fixed = fixed;
    this.granted = granted;
    this.named = named;
  }

  /** A database over one pool, whoever asks: for programs beside the service. */
  public static Db over(Pool pool, Vertx vertx) {
    return new Db(lane -> pool, () -> false, vertx, null, null, List.of());
  }

  /**
   * The same database over the connections of one lane, whoever asks: reading that looks at much or
   * may be slow belongs to {@link Lane#READER}.
   */
  public Db in(Lane lane) {
    return new Db(pools, secured, vertx, lane, granted, named);
  }

  /**
   * The same database as a workspace sees it, whoever asks: for reading for a request that goes on
   * where its context is not.
   */
  public Db of(UUID workspace) {
    return new Db(pools, secured, vertx, fixed, Rights.of(workspace), named);
  }

  /**
   * The same database as it is seen here and now, also later: for what is read piece by piece, and
   * asked for from wherever there is room for the next piece.
   */
  public Db here() {
    Rights rights = granted == null ? Rights.here() : granted;
    return new Db(pools, secured, vertx, fixed, rights, named);
  }

  /**
   * The same database as the service itself sees it, whoever asks: for what a request needs of
   * other workspaces, or of its own before it is known which one that is. Whoever calls this guards
   * alone what comes of it.
   */
  public Db asService() {
    return new Db(pools, secured, vertx, fixed, Rights.SERVICE, named);
  }

  /**
   * The same database for transactions that are about these runs or versions of datasets:
   * PostgreSQL then need not find out for every row whose it is. A single statement is taken to be
   * about the ids among its parameters.
   */
  public Db naming(UUID... ids) {
    return new Db(pools, secured, vertx, fixed, granted, List.of(ids));
  }

  /**
   * Runs the work in one transaction: committed when it succeeds, rolled back when it fails. It
   * comes to its end also when the caller goes away.
   */
  public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Pool chosen = pools.apply(lane());
              String setting = setting(named);
              return Work.alone(
                  vertx,
                  () ->
                      chosen.withTransaction(
                          tx ->
                              saysNothing(setting)
                                  ? work.apply(tx)
                                  : tx.query(setting).execute().flatMap(set -> work.apply(tx))));
            });
  }

  /** One statement on its own, parameters {@code $1, $2, …} in order. */
  public Uni<RowSet<Row>> query(String sql, Object... parameters) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Work.refuseWithin();
              String setting = setting(named(parameters));
              return toItsEnd(
                  pools.apply(lane()),
                  connection ->
                      saysNothing(setting)
                          ? query(connection, sql, parameters)
                          : alone(connection, setting, () -> query(connection, sql, parameters)));
            });
  }

  /**
   * One statement that has a transaction around it for the sake of a setting, which goes to the
   * database together with the transaction's begin.
   */
  static <T> Uni<T> alone(SqlConnection connection, String setting, Supplier<Uni<T>> statement) {
    return connection
        .query("begin; " + setting)
        .execute()
        .flatMap(begun -> statement.get())
        .call(() -> connection.query("commit").execute())
        .onFailure()
        .call(why -> backOut(connection, why));
  }

  /**
   * Ends the transaction, or the connection: what comes next over one that is left in the middle of
   * a transaction would work with the rights of whoever had it before.
   */
  private static Uni<Void> backOut(SqlConnection connection, Throwable why) {
    return connection
        .query("rollback")
        .execute()
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            e -> {
              why.addSuppressed(e);
              return Discarding.discard(connection);
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

  private Lane lane() {
    Lane byCaller = Work.ofRequest() ? Lane.REQUEST : Lane.ENGINE;
    return fixed == null ? byCaller : fixed;
  }

  /**
   * What a connection of the lane has to be told about whose rows it may see; null for nothing.
   * Asked where the caller is, for the work has a context of its own.
   */
  private String setting(Collection<UUID> about) {
    return lane().role() == DatabaseRole.ENGINE
        ? null
        : (granted == null ? Rights.here() : granted).setting(about);
  }

  private static Set<UUID> named(Object... parameters) {
    return Arrays.stream(parameters)
        .filter(UUID.class::isInstance)
        .map(UUID.class::cast)
        .collect(Collectors.toSet());
  }

  /**
   * Asked with a connection at hand: by then it is known whether row-level security is in force.
   */
  private boolean saysNothing(String setting) {
    return setting == null || !secured.getAsBoolean();
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
