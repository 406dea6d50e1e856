package dev.assay.cli.stack.process;

import dev.assay.cli.stack.home.ProcessIdentity;
import dev.assay.cli.stack.home.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps one process running until it is told to stop. All fields but the future are touched on the
 * loop only.
 */
final class ManagedProcess {
  private static final Logger LOG = Logger.getLogger(ManagedProcess.class);
  private static final long PROBE_MILLIS = 40;
  private static final long START_SECONDS = 240;
  private static final long FIRST_WAIT_MILLIS = 200;
  private static final long LONGEST_WAIT_MILLIS = 5_000;
  private static final Duration STABLE = Duration.ofSeconds(30);
  private static final int LOG_LINES = 15;

  private final ServiceSpec spec;
  private final ScheduledExecutorService loop;
  private final ExecutorService probes;
  private final Listener listener;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private Process process;
  private long firstLaunch;
  private long lastLaunch;
  private long wait = FIRST_WAIT_MILLIS;
  private boolean stopping;

  /** Is told what happens, on the loop. */
  interface Listener {
    /** A process was started, for the first time or again. */
    void started(String name, ProcessIdentity identity);
  }

  ManagedProcess(
      ServiceSpec spec, ScheduledExecutorService loop, ExecutorService probes, Listener listener) {
    this.spec = spec;
    this.loop = loop;
    this.probes = probes;
    this.listener = listener;
  }

  /** Completes on the first readiness, or with what went wrong before it. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  ServiceSpec spec() {
    return spec;
  }

  void launch() {
    if (stopping) {
      return;
    }
    lastLaunch = System.nanoTime();
    firstLaunch = firstLaunch == 0 ? lastLaunch : firstLaunch;
    try {
      new LogFile(spec.log()).rotate();
      ProcessBuilder builder =
          new ProcessBuilder(spec.command())
              .directory(spec.folder() == null ? null : spec.folder().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
      builder.environment().putAll(spec.environment());
      process = builder.start();
    } catch (IOException e) {
      // Before readiness this is the answer; later, as on a full disk, it may pass.
      LOG.errorf(e, "process cannot be started name=%s", spec.name());
      ready.completeExceptionally(
          new StackException("Cannot start " + spec.name() + " (" + e.getMessage() + ").", e));
      later(this::launch, LONGEST_WAIT_MILLIS);
      return;
    }
    LOG.infof("process started name=%s pid=%d", spec.name(), process.pid());
    Process current = process;
    current.onExit().thenAcceptAsync(this::exited, loop).exceptionally(this::report);
    probe(current);
    listener.started(spec.name(), ProcessIdentity.of(current.toHandle(), spec.marker()));
  }

  /** Asks the process to leave; afterwards it is not started again. */
  CompletableFuture<?> stop() {
    stopping = true;
    if (process == null || !process.isAlive()) {
      return CompletableFuture.completedFuture(null);
    }
    spec.stop().send(process.toHandle());
    return process.onExit();
  }

  /** Ends a process that did not leave. */
  CompletableFuture<?> kill() {
    if (process == null || !process.isAlive()) {
      return CompletableFuture.completedFuture(null);
    }
    LOG.warnf("process did not leave, killing it name=%s pid=%d", spec.name(), process.pid());
    return process.destroyForcibly().onExit();
  }

  private void probe(Process asked) {
    if (ready.isDone() || stopping || asked != process || !asked.isAlive()) {
      return;
    }
    if (since(lastLaunch).toSeconds() > START_SECONDS) {
      fail(spec.name() + " did not get ready within " + START_SECONDS + " s.");
      return;
    }
    CompletableFuture.supplyAsync(() -> spec.ready().isReady(asked.pid()), probes)
        .thenAcceptAsync(yes -> probed(asked, yes), loop)
        .exceptionally(this::report);
  }

  private void probed(Process asked, boolean yes) {
    if (yes && asked == process && asked.isAlive()) {
      LOG.infof("process ready name=%s ms=%d", spec.name(), since(firstLaunch).toMillis());
      ready.complete(null);
    } else {
      later(() -> probe(asked), PROBE_MILLIS);
    }
  }

  private void exited(Process gone) {
    if (gone != process || stopping) {
      return;
    }
    Duration lived = since(lastLaunch);
    LOG.warnf(
        "process ended name=%s pid=%d code=%d lived_ms=%d",
        spec.name(), gone.pid(), gone.exitValue(), lived.toMillis());
    if (!ready.isDone() && since(firstLaunch).compareTo(spec.patience()) > 0) {
      fail(spec.name() + " ended with code " + gone.exitValue() + " before it was ready.");
      return;
    }
    wait = lived.compareTo(STABLE) > 0 ? FIRST_WAIT_MILLIS : wait;
    later(this::launch, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
  }

  private void fail(String what) {
    String lines =
        new LogFile(spec.log())
            .tail(LOG_LINES).stream().map(LogLine::readable).collect(Collectors.joining("\n  "));
    ready.completeExceptionally(
        new StackException(what + " The end of " + spec.log() + ":\n  " + lines));
  }

  private void later(Runnable step, long millis) {
    var unused = loop.schedule(step, millis, TimeUnit.MILLISECONDS);
  }

  private Void report(Throwable problem) {
    LOG.error("supervision failed name=" + spec.name(), problem);
    return null;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
