package dev.assay.cli.stack;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.stack.postgres.PostgresCluster;
import dev.assay.cli.stack.process.Departure;
import dev.assay.cli.stack.process.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends the processes of a stack whose supervisor is gone, as after a kill of the supervisor. */
final class Leftovers {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Layout layout;

  Leftovers(Layout layout) {
    this.layout = layout;
  }

  /**
   * Stops what is left: services first, then PostgreSQL. Every process is checked to be ours.
   *
   * @return how many there were
   */
  int stop() {
    List<ProcessHandle> services = new ArrayList<>();
    StackState.read(layout)
        .ifPresent(
            state ->
                state
                    .processes()
                    .forEach(
                        (name, identity) -> {
                          if (!name.equals(StackPlan.POSTGRES)) {
                            identity.find().ifPresent(services::add);
                          }
                        }));
    List<ProcessHandle> database = PostgresCluster.running(layout.postgresData()).stream().toList();
    end(services, StopSignal.TERMINATE);
    end(database, StopSignal.INTERRUPT);
    return services.size() + database.size();
  }

  private static void end(List<ProcessHandle> processes, StopSignal signal) {
    processes.forEach(signal::send);
    if (!Departure.await(processes, GRACE)) {
      processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
      if (!Departure.await(processes, GRACE)) {
        throw new StackException("Processes of an earlier stack do not end: " + processes);
      }
    }
  }
}
