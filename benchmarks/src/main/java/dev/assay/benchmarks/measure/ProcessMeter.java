package dev.assay.benchmarks.measure;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches named processes from its creation on. Needs Linux. */
public final class ProcessMeter implements AutoCloseable {
  private static final long SAMPLE_MS = 500;

  private final Map<String, ProcessTree> trees = new LinkedHashMap<>();
  private final Map<String, Double> cpuBefore = new LinkedHashMap<>();
  private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();

  /**
   * Begins to measure.
   *
   * @param pids process ids by name
   * @param ignored children of these that are not to be counted with them
   * @throws IllegalStateException when one of them does not run
   */
  public ProcessMeter(Map<String, Long> pids, Set<Long> ignored) {
    Set<Long> named = new HashSet<>(pids.values());
    named.addAll(ignored);
    pids.forEach((name, pid) -> trees.put(name, new ProcessTree(name, pid, named)));
    trees.values().forEach(ProcessTree::resetPeak);
    trees.forEach((name, tree) -> cpuBefore.put(name, tree.cpuSeconds()));
    var unused =
        sampler.scheduleAtFixedRate(
            () -> trees.values().forEach(ProcessTree::sample),
            SAMPLE_MS,
            SAMPLE_MS,
            TimeUnit.MILLISECONDS);
  }

  /**
   * What was used since the creation.
   *
   * @throws IllegalStateException when a process has ended in between
   */
  public Map<String, ProcessUse> stop() {
    close();
    Map<String, ProcessUse> use = new LinkedHashMap<>();
    trees.forEach(
        (name, tree) ->
            use.put(
                name,
                new ProcessUse(tree.cpuSeconds() - cpuBefore.get(name), tree.peakMegabytes())));
    return use;
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }
}
