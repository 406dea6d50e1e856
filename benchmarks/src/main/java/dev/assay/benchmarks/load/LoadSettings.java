package dev.assay.benchmarks.load;

import dev.assay.benchmarks.stack.Install;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What the command line says about a load benchmark. */
final class LoadSettings {
  @Option(
      names = "--latency-ms",
      split = ",",
      defaultValue = "0,50,200",
      description = "Of every answer.")
  List<Integer> latencies;

  @Option(
      names = "--concurrency",
      split = ",",
      defaultValue = "1,8,64,256",
      description = "Calls at a time.")
  List<Integer> concurrencies;

  @Option(
      names = "--units",
      split = ",",
      defaultValue = "1000,10000,50000",
      description = "Calls in all.")
  List<Integer> units;

  @Option(
      names = "--mode",
      split = ",",
      defaultValue = "stack,bare",
      description =
          "The whole system (stack), a bare loop with the same HTTP client (bare), or both.")
  List<Measured.Mode> modes;

  @Option(
      names = "--workers",
      defaultValue = "2",
      description = "Worker processes of the stack, when it is started here.")
  int workers;

  @Option(
      names = "--max-seconds",
      defaultValue = "120",
      description = "Cells that need longer are skipped, which the report says.")
  double maxSeconds;

  @Option(
      names = "--warm-up",
      defaultValue = "60000",
      description = "Units before the first measurement; 0 for none.")
  int warmUp;

  @Option(
      names = "--warm-up-provider",
      defaultValue = "20000",
      description =
          "Units asked of each simulated provider before it is measured; 0 for none. There is one"
              + " for each latency, and each is a process that begins cold.")
  int warmUpProvider;

  @Option(
      names = "--error-rate",
      defaultValue = "0.1",
      description = "Share of wrong answers, 0 to 1.")
  double errorRate;

  @Option(
      names = "--home",
      description = "ASSAY_HOME of the stack; it is kept. Without it a temporary one.")
  Path home;

  @Option(
      names = "--out",
      description = "Folder for load.md and load.jsonl. Without it benchmarks/target/results.")
  Path out;

  Path out(Install install) {
    return out == null ? install.root().resolve("benchmarks/target/results") : out;
  }

  /** Enough questions for everything that is asked. */
  int mostUnits() {
    return Math.max(Math.max(warmUp, warmUpProvider), Collections.max(units));
  }

  /** At latency 0 with the highest concurrency: the fastest way to warm all code. */
  Cell warmUpCell() {
    return new Cell(0, Collections.max(concurrencies), warmUp);
  }

  /** With the highest concurrency, which is also what the account has grown to afterwards. */
  Cell warmUpCell(int latencyMs) {
    return new Cell(latencyMs, Collections.max(concurrencies), warmUpProvider);
  }

  /** A sentence for the head of a report. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%d workers, scorers exact_match and levenshtein, %.0f %% wrong answers, warm-up of %,d"
            + " units and of %,d more for each latency.",
        workers,
        errorRate * 100,
        warmUp,
        warmUpProvider);
  }
}
