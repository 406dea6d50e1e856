package dev.assay.cli.stack.process;

import dev.assay.cli.stack.home.ProcessIdentity;
import dev.assay.cli.stack.home.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Starts processes, starts them again when they die, and stops them in order. */
public final class Supervisor {
  private static final Logger LOG = Logger.getLogger(Supervisor.class);

  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(daemon("supervisor"));
  private final ExecutorService probes = Executors.newCachedThreadPool(daemon("probe"));
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
  private final BiConsumer<String, ProcessIdentity> started;

  /** Touched on the loop only. */
  private boolean leaving;

  /**
   * @param started is told of every start, one call at a time
   */
  public Supervisor(BiConsumer<String, ProcessIdentity> started) {
    this.started = started;
  }

  /**
   * Starts a process and keeps it running.
   *
   * @return completes when it is ready, or with a StackException that says why it is not, or that
   *     nothing is started any more
   */
  public CompletableFuture<Void> start(ServiceSpec spec) {
    ManagedProcess process = new ManagedProcess(spec, loop, probes, started::accept);
    return CompletableFuture.runAsync(
            () -> {
              if (leaving) {
                throw new StackException(spec.name() + " is not started: the stack stops.");
              }
              processes.put(spec.name(), process);
              process.launch();
            },
            loop)
        .thenCompose(v -> process.ready());
  }

  /** Refuses every start from now on; what runs is kept running. */
  public void startNoMore() {
    CompletableFuture.runAsync(() -> leaving = true, loop).join();
  }

  /**
   * Stops the named processes together and waits until they are gone.
   *
   * @param names unknown ones are passed over
   * @param grace after this long they are killed
   */
  public void stop(List<String> names, Duration grace) throws InterruptedException {
    if (!await(each(names, ManagedProcess::stop), grace)) {
      boolean gone = await(each(names, ManagedProcess::kill), Duration.ofSeconds(10));
      LOG.infof("killed what did not leave names=%s gone=%s", names, gone);
    }
  }

  private CompletableFuture<Void> each(
      List<String> names, Function<ManagedProcess, CompletableFuture<?>> action) {
    return CompletableFuture.supplyAsync(
            () -> {
              List<CompletableFuture<?>> exits = new ArrayList<>();
              names.stream()
                  .map(processes::get)
                  .filter(p -> p != null)
                  .forEach(p -> exits.add(action.apply(p)));
              return exits;
            },
            loop)
        .thenCompose(exits -> CompletableFuture.allOf(exits.toArray(new CompletableFuture<?>[0])));
  }

  private static boolean await(CompletableFuture<Void> exits, Duration limit)
      throws InterruptedException {
    try {
      exits.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
