package dev.assay.run.platform.db;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does something for one after the other, the next when the last is done: a connection takes no two
 * branches. The first failure ends it.
 */
public final class InOrder {
  private InOrder() {}

  /** Does the step for each of them. */
  public static <T> Uni<Void> each(Iterable<T> all, Function<? super T, Uni<?>> step) {
    return steps(all, step).onItem().ignoreAsUni();
  }

  /** Does the step for each of them; the item is what came of them, in order and without nulls. */
  public static <T, R> Uni<List<R>> map(
      Iterable<T> all, Function<? super T, Uni<? extends R>> step) {
    return InOrder.<T, R>steps(all, step).collect().asList();
  }

  /** Does the step for each of them; the item is all that is in their lists, in order. */
  public static <T, R> Uni<List<R>> flatMap(
      Iterable<T> all, Function<? super T, Uni<? extends List<R>>> step) {
    return InOrder.<T, List<R>>steps(all, step).collect().in(ArrayList::new, List::addAll);
  }

  /** Does a step again and again, for as long as it says that there is more. */
  public static Uni<Void> whileMore(Supplier<Uni<Boolean>> step) {
    return Uni.createFrom()
        .deferred(step::get)
        .repeat()
        .whilst(more -> more)
        .onItem()
        .ignoreAsUni();
  }

  private static <T, R> Multi<R> steps(
      Iterable<T> all, Function<? super T, Uni<? extends R>> step) {
    return Multi.createFrom().iterable(all).onItem().transformToUniAndConcatenate(step);
  }
}
