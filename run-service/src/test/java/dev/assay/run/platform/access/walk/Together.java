package dev.assay.run.platform.access.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks several things at the same time. */
final class Together {
  /** Few enough that the service turns none of them away. */
  private static final int MOST = 4;

  private Together() {}

  /** What each comes to, in the order of the list. */
  static <T, R> List<R> each(List<T> list, Function<T, R> asked) {
    ExecutorService threads = Executors.newFixedThreadPool(MOST);
    try {
      List<Callable<R>> tasks = new ArrayList<>();
      list.forEach(one -> tasks.add(() -> asked.apply(one)));
      List<R> answers = new ArrayList<>();
      for (Future<R> answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
