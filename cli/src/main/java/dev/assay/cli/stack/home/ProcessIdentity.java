package dev.assay.cli.stack.home;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process is meant. A process id alone is not enough: ids are used again.
 *
 * @param pid the process id
 * @param startedAt when the system says it started, null where the system does not say
 * @param marker text that its command line contains
 */
public record ProcessIdentity(long pid, Instant startedAt, String marker) {
  /** The system computes start times from the boot time, which moves when the clock is set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /**
   * The identity of a process just started.
   *
   * @param process running
   * @param marker text that its command line contains
   */
  public static ProcessIdentity of(ProcessHandle process, String marker) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(null), marker);
  }

  /**
   * The start as a number, for readers in a hurry: to parse a time, Java first loads its knowledge
   * of the world's calendars. Null where the system does not say.
   */
  @JsonProperty("started_ms")
  public Long startedMs() {
    return startedAt == null ? null : startedAt.toEpochMilli();
  }

  /** The living process that this identity describes, or empty when it is gone. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::matches);
  }

  /** True while the process lives. */
  @JsonIgnore
  public boolean isAlive() {
    return find().isPresent();
  }

  private boolean matches(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    boolean sameStart =
        startedAt == null
            || info.startInstant()
                .map(s -> Duration.between(startedAt, s).abs().compareTo(TOLERANCE) <= 0)
                .orElse(true);
    // A zombie has no command line and does not count as alive.
    return sameStart && commandLine(info).map(c -> c.contains(marker)).orElse(false);
  }

  private static Optional<String> commandLine(ProcessHandle.Info info) {
    return info.commandLine()
        .or(
            () ->
                info.command()
                    .map(c -> c + " " + String.join(" ", info.arguments().orElse(new String[0]))));
  }
}
