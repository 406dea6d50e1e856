package dev.assay.benchmarks.judged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.report.MarkdownTable;
import dev.assay.benchmarks.report.Numbers;
import dev.assay.benchmarks.report.Times;
import dev.assay.benchmarks.stack.Install;
import dev.assay.benchmarks.stack.JsonHttp;
import dev.assay.benchmarks.stack.Simulator;
import dev.assay.benchmarks.stack.Stack;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long after its answer an item's exact match is seen, while judges think. */
@Command(
    name = "benchmarks/run judged",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measure how soon the scores are seen that need no judge, in a run whose judge takes its",
      "time. A client reads the items over REST again and again. Starts a stack of its own."
    })
public final class JudgedBenchmark implements Callable<Integer> {
  private static final String DATASET = "judged";
  private static final int MOST = 500;

  private final Install install = Install.ofThisProcess();

  @Option(names = "--items", defaultValue = "200", description = "Items of the run, at most 500.")
  private int items;

  @Option(names = "--latency-ms", defaultValue = "200", description = "Of every answer.")
  private int latencyMs;

  @Option(names = "--judge-ms", defaultValue = "2000", description = "Of every verdict.")
  private int judgeMs;

  @Option(
      names = "--concurrency",
      defaultValue = "16",
      description = "Calls, and verdicts, at a time.")
  private int concurrency;

  @Option(
      names = "--warm-up",
      defaultValue = "3",
      description = "Runs before the one that is measured.")
  private int warmUp;

  @Option(
      names = "--out",
      description = "The report. Without it benchmarks/target/results/judged.md.")
  private Path out;

  private JudgedBenchmark() {}

  /** Leaves with 0, or with 2 when the usage is wrong. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new JudgedBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (items < 1 || items > MOST) {
      throw new IllegalArgumentException("--items is from 1 to " + MOST);
    }
    Machine machine = Machine.here();
    try (Simulator target = Simulator.start(install, latencyMs, 0.1, answers());
        Simulator judge = Simulator.start(install, judgeMs, 0, "");
        Stack stack = Stack.temporary(install, 2)) {
      JsonHttp api = stack.api();
      provider(api, "target", target);
      provider(api, "judge", judge);
      JsonNode created = api.post("/v1/datasets", node().put("name", DATASET));
      JsonNode version = api.upload("/v1/datasets/" + DATASET + "/versions", lines());
      System.err.println(
          created.path("name").asText() + ": " + version.path("item_count") + " items");
      Sightings seen = null;
      for (int round = 0; round <= warmUp; round++) {
        seen = Sightings.of(api, api.post("/v1/runs", launch()).get("id").asText(), items);
        System.err.println(line(seen));
      }
      report(machine, seen);
    }
    return 0;
  }

  private static void provider(JsonHttp api, String name, Simulator simulator) {
    ObjectNode provider = node().put("kind", "openai");
    provider.put("base_url", simulator.url().resolve("/v1") + "");
    JsonNode unused = api.put("/v1/providers/" + name, provider);
  }

  private ObjectNode launch() {
    ObjectNode run = node().put("name", DATASET).put("concurrency", concurrency);
    run.putObject("target").put("provider", "target").put("model", "simulated");
    run.putObject("dataset").put("name", DATASET);
    run.putObject("judge").put("provider", "judge").put("model", "simulated");
    ObjectNode judged = node().put("id", "llm_judge").put("key", Sightings.JUDGED);
    judged.putObject("params").put("criteria", "The sum is right.");
    run.putArray("scorers").add(Sightings.PLAIN).add(judged);
    return run;
  }

  private static String line(Sightings seen) {
    Times plain = seen.plain();
    return "exact_match seen after ms: median %s, 95 %% %s, largest %s; a look every %s ms; first verdict after %s ms"
        .formatted(
            Numbers.fixed(plain.at(0.5), 0),
            Numbers.fixed(plain.at(0.95), 0),
            Numbers.fixed(plain.max(), 0),
            Numbers.fixed(seen.lookMs(), 0),
            Numbers.fixed(seen.judged().min(), 0));
  }

  private void report(Machine machine, Sightings seen) throws IOException {
    MarkdownTable table =
        new MarkdownTable(
            List.of("seen after the answer, ms", "items", "median", "95 %", "largest"));
    row(table, "exact_match", seen.plain());
    row(table, "llm_judge", seen.judged());
    String text =
        "# Scores that wait for no judge\n\n%s\n%d items at %d ms, concurrency %d; judge %d ms; a look every %s ms.\n\n%s"
            .formatted(
                machine.sentence(),
                items,
                latencyMs,
                concurrency,
                judgeMs,
                Numbers.fixed(seen.lookMs(), 0),
                table);
    Path file = out == null ? install.root().resolve("benchmarks/target/results/judged.md") : out;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    System.err.println(text + "\nWritten to " + file);
  }

  private static void row(MarkdownTable table, String name, Times times) {
    table.row(
        List.of(
            name,
            Integer.toString(times.count()),
            Numbers.fixed(times.at(0.5), 0),
            Numbers.fixed(times.at(0.95), 0),
            Numbers.fixed(times.max(), 0)));
  }

  private String lines() {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < items; n++) {
      ObjectNode item = node().put("id", "j" + n).put("input", question(n));
      text.append(item.put("expected", Integer.toString(n + 7))).append('\n');
    }
    return text.toString();
  }

  private String answers() {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < items; n++) {
      ObjectNode line = node().put("input", question(n)).put("answer", Integer.toString(n + 7));
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static String question(int n) {
    return "How much is " + n + " plus 7?";
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
