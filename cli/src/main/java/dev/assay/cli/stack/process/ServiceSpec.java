package dev.assay.cli.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack.
 *
 * @param name such as {@code run-service}
 * @param command with its arguments; must contain the marker
 * @param environment set on top of the inherited one
 * @param log where standard output and error go
 * @param marker text by which the process is known again
 * @param ready answers whether it can do its work
 * @param patience an exit before readiness is tried again for this long
 * @param stop the signal that asks it to leave
 * @param folder where it works, from which it finds what it is given by a relative path; null for
 *     where this process works
 */
public record ServiceSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    String marker,
    Probe ready,
    Duration patience,
    StopSignal stop,
    Path folder) {

  /** The same, working in another folder. */
  public ServiceSpec in(Path other) {
    return new ServiceSpec(name, command, environment, log, marker, ready, patience, stop, other);
  }
}
