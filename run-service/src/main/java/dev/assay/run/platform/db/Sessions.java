package dev.assay.run.platform.db;

import dev.assay.run.platform.db.pool.RowSecurity;
import dev.assay.run.platform.db.work.Rights;
import dev.assay.run.platform.db.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The way to what people define: sessions of Hibernate Reactive. What the engine counts goes
 * through {@link Db}, and no work is done through both.
 *
 * <p>A session lives in a Vert.x context and bears one chain at a time. So each piece of work gets
 * a context, and with it a session, of its own: two branches of a request never share one, and work
 * may begin anywhere, on a timer, on the broker's event loop or on a worker thread ({@link Work}).
 */
@ApplicationScoped
public class Sessions {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private final Vertx vertx;
  private final RowSecurity security;
  private final Rights granted;

  @Inject
  Sessions(Vertx vertx, RowSecurity security) {
    this(vertx, security, null);
  }

  private Sessions(Vertx vertx, RowSecurity security, Rights granted) {
    this.vertx = vertx;
    this.security = security;
    this.granted = granted;
  }

  /** Sessions that see what a workspace does, whoever asks. */
  public Sessions of(UUID workspace) {
    return new Sessions(vertx, security, Rights.of(workspace));
  }

  /**
   * Sessions that see what the service itself does, whoever asks: for what an administrator of the
   * installation does with all workspaces. Whoever calls this guards alone what comes of it.
   */
  public Sessions asService() {
    return new Sessions(vertx, security, Rights.SERVICE);
  }

  /**
   * Does the work in one transaction: committed when it succeeds, rolled back when it fails.
   *
   * @param work all of its steps after each other; nothing in it waits for the network
   * @return fails with an {@link IllegalStateException} within other work
   */
  public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
    return alone(rights -> Panache.withTransaction(() -> told(rights).flatMap(s -> work.get())));
  }

  /** Does work that only reads; fails with an {@link IllegalStateException} within other work. */
  public <T> Uni<T> reading(Supplier<Uni<T>> work) {
    return alone(
        rights ->
            security.mayBeInForce()
                ? Panache.withTransaction(() -> told(rights).flatMap(s -> read(s, work)))
                : Panache.withSession(work));
  }

  /** Whose rows it sees is asked where the caller is, for the work has a context of its own. */
  private <T> Uni<T> alone(Function<Rights, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Rights rights = granted == null ? Rights.here() : granted;
              return Work.alone(vertx, () -> work.apply(rights));
            });
  }

  /** There is a transaction for the sake of the setting only: nothing that was read is written. */
  private static <T> Uni<T> read(Mutiny.Session session, Supplier<Uni<T>> work) {
    session.setDefaultReadOnly(true);
    return work.get();
  }

  /** Tells the connection whose rows the transaction sees. */
  private Uni<Mutiny.Session> told(Rights rights) {
    return Panache.getSession()
        .call(
            session ->
                security.mayBeInForce()
                    ? session
                        .createNativeQuery("select set_config(?1, ?2, true)")
                        .setParameter(1, rights.name())
                        .setParameter(2, rights.value())
                        .getSingleResult()
                    : Uni.createFrom().voidItem());
  }

  /**
   * Statements of our own within the work: for locks, for guarded updates and for what is there
   * already. What the session has not written yet is written first.
   */
  public static Statements statements() {
    return new InSession();
  }

  private record InSession() implements Statements {
    @Override
    public Uni<Integer> change(String sql, Object... parameters) {
      return statement(sql, parameters).flatMap(Mutiny.Query::executeUpdate);
    }

    @Override
    public Uni<List<Object[]>> rows(String sql, Object... parameters) {
      return statement(sql, parameters)
          .flatMap(Mutiny.Query::getResultList)
          .map(InSession::columns);
    }

    /** Hibernate gives the value itself where a row has only one. */
    private static List<Object[]> columns(List<?> rows) {
      return rows.stream()
          .map(row -> row instanceof Object[] columns ? columns : new Object[] {row})
          .toList();
    }
  }

  private static Uni<Mutiny.Query<Object[]>> statement(String sql, Object... parameters) {
    return Panache.getSession()
        .map(
            session -> {
              Mutiny.Query<Object[]> query =
                  session.createNativeQuery(PARAMETER.matcher(sql).replaceAll("?$1 "));
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, Db.storable(parameters[i]));
              }
              return query;
            });
  }

  /** A step of the work that blocks: done on a worker thread while the session waits for it. */
  public static <T> Uni<T> blocking(Supplier<T> step) {
    Context own = Vertx.currentContext();
    return Uni.createFrom()
        .item(step)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(command -> own.runOnContext(there -> command.run()));
  }
}
