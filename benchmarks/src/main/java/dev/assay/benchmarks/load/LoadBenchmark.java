package dev.assay.benchmarks.load;

import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.stack.Install;
import dev.assay.benchmarks.stack.Simulator;
import dev.assay.benchmarks.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The load benchmark as a command: starts what it needs, measures, writes, stops. */
@Command(
    name = "benchmarks/run load",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measure the whole system against a simulated provider over HTTP, on this machine.",
      "Starts a stack of its own in a temporary home, unless --home names one."
    })
public final class LoadBenchmark implements Callable<Integer> {
  @Option(names = "--latency-ms", split = ",", defaultValue = "0,50,200", description = "Of every answer.")
  private List<Integer> latencies;

  @Option(names = "--concurrency", split = ",", defaultValue = "1,8,64,256", description = "Calls at a time.")
  private List<Integer> concurrencies;

  @Option(names = "--units", split = ",", defaultValue = "1000,10000,50000", description = "Calls in all.")
  private List<Integer> units;

  @Option(names = "--mode", split = ",", defaultValue = "stack,bare", description = "The whole system, the bare loop, or both.")
  private List<Measured.Mode> modes;

  @Option(names = "--workers", defaultValue = "2", description = "Worker processes of the stack.")
  private int workers;

  @Option(names = "--max-seconds", defaultValue = "120", description = "Cells that need longer are skipped, and said so.")
  private double maxSeconds;

  @Option(names = "--warm-up", defaultValue = "10000", description = "Units before the first measurement; 0 for none.")
  private int warmUp;

  @Option(names = "--error-rate", defaultValue = "0.1", description = "Share of wrong answers.")
  private double errorRate;

  @Option(names = "--home", description = "ASSAY_HOME of the stack; it is kept.")
  private Path home;

  @Option(names = "--out", defaultValue = "benchmarks/target/results", description = "Folder for load.md and load.jsonl.")
  private Path out;

  private final Install install = Install.ofThisProcess();
  private Schedule schedule;
  private LoadReport report;

  private LoadBenchmark() {}

  /** Runs the command and leaves with 0, or with 1 when a measured run was not sound. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new LoadBenchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    report = new LoadReport(out, Machine.here(), settings());
    boolean sound = true;
    if (modes.contains(Measured.Mode.STACK)) {
      sound = wholeSystem();
    }
    if (modes.contains(Measured.Mode.BARE)) {
      sound &= bareLoop();
    }
    say("Written to " + out);
    return sound ? 0 : 1;
  }

  private boolean wholeSystem() throws Exception {
    Path folder = home == null ? Files.createTempDirectory("assay-bench") : home.toAbsolutePath();
    boolean sound = true;
    try (Stack stack = Stack.up(install, folder, workers);
        StackLoad load = new StackLoad(stack, maxSeconds)) {
      Thread stop = stopWithThisProcess(stack);
      units.forEach(load::prepare);
      if (warmUp > 0) {
        load.prepare(warmUp);
        try (Simulator simulator = simulator(0)) {
          load.use(simulator);
          // The first thousands run in interpreted code and on empty connection pools.
          say("Warm-up: " + load.warmUp(new Cell(0, Collections.max(concurrencies), warmUp)));
        }
      }
      sound = cells(Measured.Mode.STACK, load::use, load::measure);
      Runtime.getRuntime().removeShutdownHook(stop);
    } finally {
      if (home == null) {
        remove(folder);
      }
    }
    return sound;
  }

  private boolean bareLoop() throws Exception {
    if (warmUp > 0) {
      try (Simulator simulator = simulator(0)) {
        Measured unused =
            new BareLoop(simulator).measure(new Cell(0, Collections.max(concurrencies), warmUp));
      }
    }
    return cells(
        Measured.Mode.BARE, use -> {}, (cell, simulator) -> new BareLoop(simulator).measure(cell));
  }

  private interface Use {
    void of(Simulator simulator);
  }

  private interface Measure {
    Measured of(Cell cell, Simulator simulator) throws Exception;
  }

  private boolean cells(Measured.Mode mode, Use use, Measure measure) throws Exception {
    schedule = new Schedule(maxSeconds);
    boolean sound = true;
    for (int latency : latencies.stream().sorted().toList()) {
      try (Simulator simulator = simulator(latency)) {
        use.of(simulator);
        for (Cell cell : Schedule.matrix(List.of(latency), concurrencies, units)) {
          Optional<String> reason = schedule.reasonToSkip(cell);
          if (reason.isPresent()) {
            say("Skipped " + cell + ": " + reason.get());
            report.skip(mode, cell, reason.get());
          } else {
            Measured measured = measure.of(cell, simulator);
            schedule.measured(cell, measured.unitsPerSecond());
            report.add(measured);
            sound &= measured.sound();
            say(line(measured));
          }
        }
      }
    }
    return sound;
  }

  private Simulator simulator(int latencyMs) throws IOException {
    int most = Math.max(warmUp, Collections.max(units));
    return Simulator.start(install, latencyMs, errorRate, Questions.answers(most));
  }

  private String settings() {
    return String.format(
        Locale.ROOT,
        "%d workers, scorers exact_match and levenshtein, %.0f %% wrong answers, warm-up of %,d"
            + " units.",
        workers,
        errorRate * 100,
        warmUp);
  }

  private static String line(Measured measured) {
    return String.format(
        Locale.ROOT,
        "%-5s %s: %.1f units/s%s in %.2f s%s",
        measured.mode().name().toLowerCase(Locale.ROOT),
        measured.cell(),
        measured.unitsPerSecond(),
        measured.shareOfIdeal() == null
            ? ""
            : String.format(Locale.ROOT, ", %.3f of ideal,", measured.shareOfIdeal()),
        measured.runSeconds(),
        measured.sound() ? "" : "; NOT SOUND, see the report");
  }

  /** An interrupted benchmark leaves no processes behind. */
  private static Thread stopWithThisProcess(Stack stack) {
    Thread stop =
        new Thread(
            () -> {
              try {
                stack.close();
              } catch (IOException e) {
                System.err.println("The stack may still run: " + e);
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    return stop;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
