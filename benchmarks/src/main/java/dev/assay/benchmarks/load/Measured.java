package dev.assay.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.benchmarks.measure.DatabaseUse;
import dev.assay.benchmarks.measure.ProcessUse;
import dev.assay.benchmarks.stack.Simulator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one cell came to; a line of the report. What a bare loop does not have is null.
 *
 * @param mode who called the provider
 * @param status of the run at the end
 * @param runSeconds from the run's own started to its own finished
 * @param clientSeconds from before the request that submits to the sight of the end
 * @param submitSeconds of the request that submits
 * @param queuedSeconds from the run's own queued to its own started
 * @param unitsPerSecond units ÷ runSeconds
 * @param shareOfIdeal unitsPerSecond ÷ (concurrency ÷ latency); null at latency 0
 * @param succeeded units that ended without an error
 * @param attempts in the run's ledger
 * @param asked requests and the most at a time, by the provider's own count
 * @param processes processor time and memory by process
 * @param database what the database did
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Measured(
    Mode mode,
    Cell cell,
    String status,
    double runSeconds,
    double clientSeconds,
    Double submitSeconds,
    Double queuedSeconds,
    double unitsPerSecond,
    Double shareOfIdeal,
    int succeeded,
    Long attempts,
    Simulator.Asked asked,
    Map<String, ProcessUse> processes,
    DatabaseUse database) {

  /** Who calls the provider. */
  public enum Mode {
    /** The whole system. */
    STACK,
    /** A loop with an HTTP client in this process, and nothing else: what the engine can do. */
    BARE
  }

  /** Seconds of processor time for a thousand units, by process. */
  @JsonProperty
  public Map<String, Double> cpuPerThousand() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    processes.forEach((name, use) -> seconds.put(name, use.cpuSeconds() * 1000 / cell.units()));
    return seconds;
  }

  /** True when every unit succeeded and the provider never saw more calls than were allowed. */
  @JsonProperty
  public boolean sound() {
    return succeeded == cell.units() && asked.maxConcurrent() <= cell.concurrency();
  }
}
