package dev.assay.cli.stack;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.stack.postgres.PostgresCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What a machine must have for the local stack. */
public final class Requirement {
  private static final long DISK_BYTES = 1_000_000_000L;
  private static final long MEMORY_BYTES = 2_500_000_000L;

  private Requirement() {}

  /**
   * One thing looked at.
   *
   * @param well true when it is as it should be
   * @param text what was found
   */
  public record Finding(boolean well, String text) {}

  /** Looks at everything. */
  public static List<Finding> all(Layout layout) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            Runtime.version().feature() >= 17,
            "JDK " + Runtime.version() + " (17 or newer is needed)"));
    findings.add(home(layout));
    findings.add(memory());
    findings.add(postgres());
    return findings;
  }

  private static Finding home(Layout layout) {
    try {
      layout.create();
      long free = Files.getFileStore(layout.home()).getUsableSpace();
      return new Finding(
          free >= DISK_BYTES,
          "%s is writable, %,d MB free (%,d MB are needed)"
              .formatted(layout.home(), free / 1_000_000, DISK_BYTES / 1_000_000));
    } catch (StackException | IOException e) {
      return new Finding(false, e.getMessage());
    }
  }

  private static Finding memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      long total = system.getTotalMemorySize();
      return new Finding(
          total >= MEMORY_BYTES,
          "%,d MB of memory (%,d MB are needed)"
              .formatted(total / 1_000_000, MEMORY_BYTES / 1_000_000));
    }
    return new Finding(true, "memory unknown");
  }

  private static Finding postgres() {
    try {
      PostgresCluster.requireAllowed();
      return new Finding(true, "PostgreSQL may run as " + System.getProperty("user.name"));
    } catch (StackException e) {
      return new Finding(false, e.getMessage());
    }
  }
}
