package dev.assay.cli.stack.process;

import dev.assay.cli.stack.home.StackException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits until processes are gone that are no children of this one.
 *
 * <p>The system tells nobody but a parent, so one has to look; {@link ProcessHandle#onExit} looks
 * ever more seldom, up to 5 s apart.
 */
public final class Departure {
  private static final long LOOK_MILLIS = 25;

  private Departure() {}

  /**
   * Waits.
   *
   * @param processes to be gone
   * @param limit at most this long
   * @return false when one still lives
   */
  public static boolean await(List<ProcessHandle> processes, Duration limit) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          looks.scheduleWithFixedDelay(
              () -> {
                if (processes.stream().noneMatch(ProcessHandle::isAlive)) {
                  gone.complete(null);
                }
              },
              0,
              LOOK_MILLIS,
              TimeUnit.MILLISECONDS);
      gone.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while the stack was stopping.", e);
    } catch (ExecutionException e) {
      throw new StackException("Cannot wait for the stack to stop.", e.getCause());
    } finally {
      looks.shutdownNow();
    }
  }
}
