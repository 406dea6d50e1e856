package dev.assay.run.platform.db;

import dev.assay.run.platform.db.work.Work;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

  Sessions(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Does the work in one transaction: committed when it succeeds, rolled back when it fails.
   *
   * @param work all of its steps after each other; nothing in it waits for the network
   * @return fails with an {@link IllegalStateException} within other work
   */
  public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
    return Work.alone(vertx, () -> Panache.withTransaction(work));
  }

  /** Does work that only reads; fails with an {@link IllegalStateException} within other work. */
  public <T> Uni<T> reading(Supplier<Uni<T>> work) {
    return Work.alone(vertx, () -> Panache.withSession(work));
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
