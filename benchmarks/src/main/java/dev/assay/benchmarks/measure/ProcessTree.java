package dev.assay.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process with its descendants, read as one: a service, or PostgreSQL with its backends. A
 * descendant that is measured under a name of its own is not counted again here.
 */
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");

  /** Written to clear_refs: sets VmHWM back to what is resident now. */
  private static final String RESET_PEAK = "5";

  private final String name;
  private final ProcessHandle root;
  private final Set<Long> others;
  private boolean peakReset;
  private final AtomicLong sampledPeak = new AtomicLong();

  /**
   * @param others process ids that are measured by themselves
   */
  ProcessTree(String name, long pid, Set<Long> others) {
    this.name = name;
    this.others = others;
    this.root = ProcessHandle.of(pid).orElseThrow(() -> gone(name, pid));
  }

  /**
   * Seconds of processor time so far. A descendant that ends in between is not lost: its time moves
   * to the parent that reaps it.
   *
   * @throws IllegalStateException when the root has ended
   */
  double cpuSeconds() {
    double seconds = 0;
    for (long pid : pids()) {
      List<String> stat = read(pid, "stat");
      seconds += stat.isEmpty() ? 0 : ProcStat.parse(stat.get(0)).cpuSeconds();
    }
    return seconds;
  }

  /** Forgets earlier peaks, where the system allows it. */
  void resetPeak() {
    sampledPeak.set(0);
    try {
      Files.writeString(path(root.pid(), "clear_refs"), RESET_PEAK);
      peakReset = true;
    } catch (IOException e) {
      // Some containers forbid it; then the largest sample is the peak.
      peakReset = false;
    }
    sample();
  }

  /** Looks at the memory now. */
  void sample() {
    sampledPeak.accumulateAndGet(residentKilobytes(), Math::max);
  }

  /** MB (of 2^20 bytes) at the most since the reset. */
  double peakMegabytes() {
    long peak = sampledPeak.get();
    List<Long> pids = pids();
    if (peakReset && pids.size() == 1) {
      peak = Math.max(peak, memory(pids.get(0)).peak());
    }
    return peak / 1024.0;
  }

  /** The pages of each, plus the largest share: all of a family map the same memory. */
  private long residentKilobytes() {
    long own = 0;
    long shared = 0;
    for (long pid : pids()) {
      ProcMemory memory = memory(pid);
      own += memory.own();
      shared = Math.max(shared, memory.shared());
    }
    return own + shared;
  }

  /** The root and what descends from it and is counted with it. */
  List<Long> pids() {
    if (!root.isAlive()) {
      throw gone(name, root.pid());
    }
    List<Long> pids = new ArrayList<>();
    add(root, pids);
    return pids;
  }

  private void add(ProcessHandle process, List<Long> pids) {
    pids.add(process.pid());
    process
        .children()
        .filter(child -> !others.contains(child.pid()))
        .forEach(child -> add(child, pids));
  }

  private static ProcMemory memory(long pid) {
    return ProcMemory.parse(read(pid, "status"));
  }

  /** Empty when the process has ended meanwhile, which for a descendant is ordinary. */
  private static List<String> read(long pid, String file) {
    try {
      return Files.readAllLines(path(pid, file));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path path(long pid, String file) {
    return PROC.resolve(Long.toString(pid)).resolve(file);
  }

  private static IllegalStateException gone(String name, long pid) {
    return new IllegalStateException(
        "The process " + name + " (" + pid + ") has ended; what it used cannot be measured.");
  }
}
