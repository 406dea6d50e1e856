package dev.assay.run.platform.db.pool;

import dev.assay.run.testing.Stripping;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stand in for pools. While {@link Stripping} is on, their connections take the service's
 * conditions out of each statement before it is prepared; else the pool does all by itself.
 */
final class StandIns {
  private static final Set<String> TAKING_SQL = Set.of("query", "preparedQuery", "prepare");

  private StandIns() {}

  /** Stands in for a pool of requests. */
  static Pool stripping(Pool pool) {
    return standIn(
        Pool.class,
        pool,
        (proxy, method, arguments) -> {
          if (!Stripping.isOn()) {
            return invoke(pool, method, arguments);
          }
          if (method.getName().equals("getConnection")) {
            return connection(pool, arguments);
          }
          // Transactions and the like, which begin with a connection of this one.
          return method.isDefault()
              ? InvocationHandler.invokeDefault(proxy, method, arguments)
              : asked(pool, method, arguments);
        });
  }

  private static Object connection(Pool pool, Object... arguments) {
    Future<SqlConnection> taken =
        pool.getConnection()
            .map(
                connection ->
                    standIn(
                        SqlConnection.class,
                        connection,
                        (proxy, method, values) -> asked(connection, method, values)));
    if (arguments == null || arguments.length == 0) {
      return taken;
    }
    @SuppressWarnings("unchecked")
    Handler<AsyncResult<SqlConnection>> handler =
        (Handler<AsyncResult<SqlConnection>>) arguments[0];
    taken.onComplete(handler);
    return null;
  }

  private static Object asked(Object target, Method method, Object... arguments) throws Throwable {
    if (arguments != null
        && arguments[0] instanceof String sql
        && TAKING_SQL.contains(method.getName())) {
      Object[] stripped = arguments.clone();
      stripped[0] = Stripping.of(sql);
      return invoke(target, method, stripped);
    }
    return invoke(target, method, arguments);
  }

  private static Object invoke(Object target, Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** All that it can do, for the driver asks a connection for more than its own interface has. */
  private static <T> T standIn(Class<T> type, T target, InvocationHandler how) {
    Set<Class<?>> interfaces = new LinkedHashSet<>(List.of(type));
    for (Class<?> of = target.getClass(); of != null; of = of.getSuperclass()) {
      Stream.of(of.getInterfaces())
          .filter(each -> Modifier.isPublic(each.getModifiers()))
          .forEach(interfaces::add);
    }
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), interfaces.toArray(Class<?>[]::new), how));
  }
}
