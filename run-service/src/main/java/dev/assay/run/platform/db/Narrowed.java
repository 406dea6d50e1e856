package dev.assay.run.platform.db;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entities narrowed by what a request asks for; what it does not ask for adds nothing.
 *
 * @param <E> the entity
 */
public final class Narrowed<E> {
  private final PanacheRepositoryBase<E, ?> repository;
  private final StringBuilder where;
  private final List<Object> parameters;

  /**
   * Entities that meet a condition.
   *
   * @param where HQL with {@code ?1, ?2, …}
   */
  public Narrowed(PanacheRepositoryBase<E, ?> repository, String where, Object... parameters) {
    this.repository = repository;
    this.where = new StringBuilder(where);
    this.parameters = new ArrayList<>(Arrays.asList(parameters));
  }

  /**
   * Adds a condition, unless its value is null.
   *
   * @param condition HQL with {@code ?%d} for the value, or up to it, such as {@code name >}
   */
  public Narrowed<E> by(String condition, Object value) {
    if (value != null) {
      parameters.add(value);
      String whole = condition.contains("%d") ? condition : condition + " ?%d";
      and(whole.formatted(parameters.size()));
    }
    return this;
  }

  /** Adds a condition that needs no value. */
  public Narrowed<E> and(String condition) {
    where.append(" and ").append(condition);
    return this;
  }

  /** The first so many in an order. */
  public Uni<List<E>> first(int limit, String order) {
    return repository
        .find(where + " order by " + order, parameters.toArray())
        .page(0, limit)
        .list();
  }

  /** All of them. */
  public Uni<List<E>> list() {
    return repository.list(where.toString(), parameters.toArray());
  }
}
