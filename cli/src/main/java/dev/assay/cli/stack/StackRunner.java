package dev.assay.cli.stack;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Ports;
import dev.assay.cli.stack.home.ProcessIdentity;
import dev.assay.cli.stack.home.Secrets;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.stack.postgres.PostgresBinaries;
import dev.assay.cli.stack.postgres.PostgresCluster;
import dev.assay.cli.stack.process.ServiceSpec;
import dev.assay.cli.stack.process.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Brings one stack up inside the supervisor process, records what runs, and takes it down. */
final class StackRunner {
  private static final Duration SERVICE_GRACE = Duration.ofSeconds(35);
  private static final Duration BROKER_GRACE = Duration.ofSeconds(15);
  private static final Duration POSTGRES_GRACE = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(StackRunner.class);

  private final Layout layout;
  private final StackPlan plan;
  private final Secrets secrets;
  private final Consumer<String> steps;
  private final PostgresBinaries binaries;
  private final PostgresCluster cluster;
  private final Supervisor supervisor = new Supervisor(this::record);
  private final Map<String, ProcessIdentity> processes = new LinkedHashMap<>();

  private Map<String, Integer> ports = Map.of();
  private boolean ready;

  StackRunner(Layout layout, Path install, int workers, Consumer<String> steps) {
    this.layout = layout;
    this.secrets = new Secrets(layout);
    this.plan =
        new StackPlan(
            layout, install, secrets, new Ports(layout), workers, StackPlan.chosenJvmOptions());
    this.steps = steps;
    this.binaries = new PostgresBinaries(layout.runtime());
    this.cluster = new PostgresCluster(binaries.folder(), layout.postgresData());
  }

  /**
   * Starts everything and returns when everything is ready.
   *
   * @throws StackException when something does not get ready
   */
  void up() {
    plan.requireBuilt();
    int ended = new Leftovers(layout).stop();
    if (ended > 0) {
      steps.accept("ended " + ended + " processes that an earlier stack left behind");
    }
    synchronized (this) {
      ports = plan.choosePorts();
    }
    List<CompletableFuture<Void>> waits = new ArrayList<>();
    // The broker and PostgreSQL first: the others wait for them, not for each other.
    waits.add(start(plan.broker(ports)));
    CompletableFuture<Void> database =
        CompletableFuture.runAsync(this::prepare)
            .thenCompose(v -> start(plan.postgres(cluster, ports.get(StackPlan.POSTGRES))));
    waits.add(database);
    waits.add(database.thenCompose(v -> start(plan.runService(ports))));
    waits.add(start(plan.scoring(ports)));
    plan.workerNames().forEach(name -> waits.add(start(plan.worker(name, ports))));
    waits.add(start(plan.simulator(ports)));
    await(waits);
    synchronized (this) {
      ready = true;
      save();
    }
  }

  /** Stops everything, services first, and removes the record of what ran. */
  void down() throws InterruptedException {
    // A command that comes now must not take it for one that runs.
    synchronized (this) {
      ready = false;
      trySave();
    }
    // A start that failed may have others on their way, which nobody would know of afterwards.
    supervisor.startNoMore();
    cluster.abandon();
    List<String> services = new ArrayList<>(plan.workerNames());
    services.addAll(List.of(StackPlan.RUN_SERVICE, StackPlan.SCORING, StackPlan.SIMULATOR));
    supervisor.stop(services, SERVICE_GRACE);
    supervisor.stop(List.of(StackPlan.BROKER), BROKER_GRACE);
    supervisor.stop(List.of(StackPlan.POSTGRES), POSTGRES_GRACE);
  }

  String url() {
    return StackPlan.url(ports);
  }

  private void prepare() {
    binaries.install();
    cluster.prepare(
        secrets.password("postgres-password"),
        secrets.password("postgres-app-password"),
        secrets.password("postgres-superuser-password"));
  }

  private CompletableFuture<Void> start(ServiceSpec spec) {
    long begun = System.nanoTime();
    return supervisor
        .start(spec)
        .thenRun(
            () ->
                steps.accept(
                    "%s ready after %.1f s"
                        .formatted(
                            spec.name(),
                            Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0)));
  }

  /** Returns when all are ready, or throws as soon as one has failed. */
  private static void await(List<CompletableFuture<Void>> waits) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    waits.forEach(
        wait ->
            wait.exceptionally(
                problem -> {
                  failed.completeExceptionally(problem);
                  return null;
                }));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(waits.toArray(new CompletableFuture<?>[0]));
    try {
      CompletableFuture.anyOf(all, failed).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof StackException known
          ? known
          : new StackException("The stack cannot start: " + cause, cause);
    }
  }

  private synchronized void record(String name, ProcessIdentity identity) {
    processes.put(name, identity);
    trySave();
  }

  private void trySave() {
    try {
      save();
    } catch (StackException e) {
      // Supervision goes on without its record, as on a full disk; the next start writes it again.
      LOG.error("state cannot be written", e);
    }
  }

  private void save() {
    String marker = SupervisorMain.marker(layout);
    new StackState(
            ready,
            url(),
            layout.apiKey().toString(),
            ports,
            ProcessIdentity.of(ProcessHandle.current(), marker),
            processes)
        .write(layout);
  }
}
