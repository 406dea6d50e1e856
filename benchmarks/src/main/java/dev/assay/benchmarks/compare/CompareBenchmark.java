package dev.assay.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.report.MarkdownTable;
import dev.assay.benchmarks.report.Numbers;
import dev.assay.benchmarks.report.Times;
import dev.assay.benchmarks.stack.Install;
import dev.assay.benchmarks.stack.JsonHttp;
import dev.assay.benchmarks.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times {@code GET /v1/comparisons} of two runs that went through the whole system. */
@Command(
    name = "benchmarks/run compare",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measure the comparison of two runs over the same items: pushed answers, scored, stored in",
      "PostgreSQL, then compared over REST with all tests. Starts a stack of its own."
    })
public final class CompareBenchmark implements Callable<Integer> {
  private final Install install = Install.ofThisProcess();

  @Option(names = "--items", defaultValue = "10000", description = "Items of both runs.")
  private int items;

  @Option(names = "--rounds", defaultValue = "10", description = "Comparisons that are timed.")
  private int rounds;

  @Option(
      names = "--out",
      description = "The report. Without it benchmarks/target/results/compare.md.")
  private Path out;

  private CompareBenchmark() {}

  /** Leaves with 0, or with 2 when the usage is wrong. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new CompareBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.here();
    try (Stack stack = Stack.temporary(install, 1)) {
      Pushed pushed = new Pushed(stack.api(), items);
      String first = pushed.run("old", 1);
      String second = pushed.run("new", 2);
      String path = "/v1/comparisons?runs=" + first + "," + second;
      double cold = timed(stack.api(), path);
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        times.add(timed(stack.api(), path));
      }
      report(machine, cold, new Times(times), stack.api().get(path));
    }
    return 0;
  }

  private static double timed(JsonHttp api, String path) {
    long begun = System.nanoTime();
    JsonNode unused = api.get(path);
    return (System.nanoTime() - begun) / 1e6;
  }

  private void report(Machine machine, double cold, Times times, JsonNode compared)
      throws IOException {
    JsonNode against = compared.path("comparisons").path(0);
    MarkdownTable table =
        new MarkdownTable(
            List.of("items", "scorers", "slices", "first ms", "median ms", "largest ms", "rounds"));
    table.row(
        List.of(
            Numbers.whole(against.path("paired").asLong()),
            Integer.toString(against.path("scorers").size()),
            Integer.toString(against.path("slices").size()),
            Numbers.fixed(cold, 0),
            Numbers.fixed(times.at(0.5), 0),
            Numbers.fixed(times.max(), 0),
            Integer.toString(times.count())));
    String text = "# Comparison of two runs\n\n" + machine.sentence() + "\n\n" + table;
    Path file = out == null ? install.root().resolve("benchmarks/target/results/compare.md") : out;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    System.err.println(text + "\nWritten to " + file);
  }
}
