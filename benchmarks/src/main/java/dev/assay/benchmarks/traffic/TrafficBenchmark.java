package dev.assay.benchmarks.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.report.MarkdownTable;
import dev.assay.benchmarks.report.Numbers;
import dev.assay.benchmarks.report.Times;
import dev.assay.benchmarks.stack.Install;
import dev.assay.benchmarks.stack.JsonHttp;
import dev.assay.benchmarks.stack.RunFollower;
import dev.assay.benchmarks.stack.Stack;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills the store with traffic and times what is done with it. */
@Command(
    name = "benchmarks/run traffic",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measure traffic: requests of a kilobyte at a steady rate, then as many as are wanted in"
          + " all,",
      "then the preview and the launch of runs over ten thousand of them. Starts a stack of its"
          + " own."
    })
public final class TrafficBenchmark implements Callable<Integer> {
  private static final int CORRECTIONS = 500;

  private final Install install = Install.ofThisProcess();

  @Option(names = "--records", defaultValue = "1000000", description = "Requests in the store.")
  private long records;

  @Option(names = "--rate", defaultValue = "5000", description = "Requests a second, steadily.")
  private int rate;

  @Option(names = "--seconds", defaultValue = "60", description = "For how long.")
  private int seconds;

  @Option(names = "--batch", defaultValue = "250", description = "Requests in a body.")
  private int batch;

  @Option(names = "--senders", defaultValue = "4", description = "Bodies at a time, at most 4.")
  private int senders;

  @Option(names = "--rounds", defaultValue = "5", description = "Previews and launches.")
  private int rounds;

  @Option(
      names = "--out",
      description = "The report. Without it benchmarks/target/results/traffic.md.")
  private Path out;

  private TrafficBenchmark() {}

  /** Leaves with 0, or with 2 when the usage is wrong. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new TrafficBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.here();
    try (Stack stack = Stack.temporary(install, 1)) {
      JsonHttp api = stack.api();
      Ingest ingest = new Ingest(api, senders, batch);
      Ingest.Sent warm = ingest.send(records, 20_000, 0);
      System.err.println("warm-up: " + warm.records() + " requests");
      Ingest.Sent steady = ingest.send(0, (long) rate * seconds, rate);
      Ingest.Sent rest =
          ingest.send(steady.records(), Math.max(batch, records - steady.records()), 0);
      for (int from = 0; from < Logged.OF_A_SKILL; from += CORRECTIONS) {
        JsonNode unused = api.post("/v1/feedback", Logged.corrections(from, CORRECTIONS));
      }
      List<Double> previews = new ArrayList<>();
      List<Double> launches = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        long asked = System.nanoTime();
        JsonNode unused = api.post("/v1/runs/preview", launch());
        previews.add((System.nanoTime() - asked) / 1e6);
        long begun = System.nanoTime();
        String run = api.post("/v1/runs", launch()).get("id").asText();
        launches.add((System.nanoTime() - begun) / 1e6);
        rates.add(samplesPerSecond(ended(api, run)));
      }
      report(machine, steady, rest, new Times(previews), new Times(launches), new Times(rates));
    }
    return 0;
  }

  private static ObjectNode launch() {
    ObjectNode launch = Json.mapper().createObjectNode();
    ObjectNode traffic = launch.putObject("target").putObject("traffic");
    traffic.put("source_type", "skill").put("id", Logged.FIRST_SKILL);
    launch.putArray("scorers").add("field_accuracy");
    return launch;
  }

  private static JsonNode ended(JsonHttp api, String run) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      return new RunFollower(api, timer).ended(run, Duration.ofMinutes(10));
    } finally {
      timer.shutdownNow();
    }
  }

  /** From when it was launched to when its last sample was scored. */
  private static double samplesPerSecond(JsonNode run) {
    Duration took =
        Duration.between(
            OffsetDateTime.parse(run.get("queued_at").asText()),
            OffsetDateTime.parse(run.get("finished_at").asText()));
    return run.path("counts").path("total").asLong() / (took.toMillis() / 1e3);
  }

  private void report(
      Machine machine,
      Ingest.Sent steady,
      Ingest.Sent rest,
      Times previews,
      Times launches,
      Times rates)
      throws IOException {
    MarkdownTable intake =
        new MarkdownTable(
            List.of("requests", "due a second", "taken a second", "median ms", "p99 ms", "max ms"));
    row(intake, steady, Numbers.whole((long) rate));
    row(intake, rest, Numbers.whole(null));
    MarkdownTable runs =
        new MarkdownTable(
            List.of("in store", "samples", "preview ms", "launch ms", "samples a second"));
    runs.row(
        List.of(
            Numbers.whole(steady.records() + rest.records()),
            Numbers.whole((long) Logged.OF_A_SKILL),
            spread(previews),
            spread(launches),
            spread(rates)));
    String text = "# Traffic\n\n" + machine.sentence() + "\n\n" + intake + "\n" + runs;
    Path file = out == null ? install.root().resolve("benchmarks/target/results/traffic.md") : out;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    System.err.println(text + "\nWritten to " + file);
  }

  private static void row(MarkdownTable table, Ingest.Sent sent, String due) {
    table.row(
        List.of(
            Numbers.whole(sent.records()),
            due,
            Numbers.fixed(sent.perSecond(), 0),
            Numbers.fixed(sent.times().at(0.5), 0),
            Numbers.fixed(sent.times().at(0.99), 0),
            Numbers.fixed(sent.times().max(), 0)));
  }

  private static String spread(Times times) {
    return "%s (%s–%s)"
        .formatted(
            Numbers.fixed(times.at(0.5), 0),
            Numbers.fixed(times.min(), 0),
            Numbers.fixed(times.max(), 0));
  }
}
