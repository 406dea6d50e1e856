package dev.assay.benchmarks.load;

import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.stack.Install;
import dev.assay.benchmarks.stack.Simulator;
import dev.assay.benchmarks.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  private final Install install = Install.ofThisProcess();
  @Mixin private LoadSettings settings;
  private LoadReport report;

  private LoadBenchmark() {}

  /** Leaves with 0, with 1 when a measured run was not sound, with 2 when the usage is wrong. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new LoadBenchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path out = settings.out(install);
    report = new LoadReport(out, Machine.here(), settings.sentence());
    boolean sound = true;
    if (settings.modes.contains(Measured.Mode.STACK)) {
      sound = wholeSystem();
    }
    if (settings.modes.contains(Measured.Mode.BARE)) {
      sound &= bareLoop();
    }
    say("Written to " + out);
    return sound ? 0 : 1;
  }

  private boolean wholeSystem() throws Exception {
    try (Stack stack = stack();
        StackLoad load = new StackLoad(stack, settings.maxSeconds)) {
      settings.units.forEach(load::prepare);
      if (settings.warmUp > 0) {
        load.prepare(settings.warmUp);
        try (Simulator simulator = simulator(0)) {
          load.use(simulator);
          say("warm-up: " + load.warmUp(settings.warmUpCell(), simulator));
        }
      }
      if (settings.warmUpProvider > 0) {
        load.prepare(settings.warmUpProvider);
      }
      return cells(Measured.Mode.STACK, load::use, load::warmUp, load::measure);
    }
  }

  private Stack stack() throws IOException {
    return settings.home == null
        ? Stack.temporary(install, settings.workers)
        : Stack.at(install, settings.home.toAbsolutePath(), settings.workers);
  }

  private boolean bareLoop() throws Exception {
    if (settings.warmUp > 0) {
      try (Simulator simulator = simulator(0)) {
        Measured unused = new BareLoop(simulator).measure(settings.warmUpCell());
      }
    }
    return cells(
        Measured.Mode.BARE,
        simulator -> {},
        (cell, simulator) -> new BareLoop(simulator).measure(cell).succeeded() + " answers",
        (cell, simulator) -> new BareLoop(simulator).measure(cell));
  }

  /** Is told of the provider that the next cells call. */
  private interface Use {
    void of(Simulator simulator);
  }

  /** Runs one cell without measuring it. */
  private interface WarmUp {
    String of(Cell cell, Simulator simulator);
  }

  /** Measures one cell. */
  private interface Measure {
    Measured of(Cell cell, Simulator simulator) throws Exception;
  }

  private boolean cells(Measured.Mode mode, Use use, WarmUp warmUp, Measure measure)
      throws Exception {
    Schedule schedule = new Schedule(settings.maxSeconds);
    boolean sound = true;
    for (int latency : settings.latencies.stream().sorted().toList()) {
      try (Simulator simulator = simulator(latency)) {
        use.of(simulator);
        if (settings.warmUpProvider > 0) {
          say("warm-up of the provider: " + warmUp.of(settings.warmUpCell(latency), simulator));
        }
        for (Cell cell :
            Schedule.matrix(List.of(latency), settings.concurrencies, settings.units)) {
          Optional<String> reason = schedule.reasonToSkip(cell);
          if (reason.isPresent()) {
            say("skipped " + cell + ": " + reason.get());
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
    return Simulator.start(
        install, latencyMs, settings.errorRate, Questions.answers(settings.mostUnits()));
  }

  private static String line(Measured measured) {
    String share =
        measured.shareOfIdeal() == null
            ? ""
            : String.format(Locale.ROOT, ", %.3f of the ideal", measured.shareOfIdeal());
    return String.format(
        Locale.ROOT,
        "%s %s: %.1f units/s%s, %.2f s%s",
        measured.mode().name().toLowerCase(Locale.ROOT),
        measured.cell(),
        measured.unitsPerSecond(),
        share,
        measured.runSeconds(),
        measured.sound() ? "" : "; NOT SOUND, see the report");
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
