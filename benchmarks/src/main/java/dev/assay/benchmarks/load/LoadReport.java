package dev.assay.benchmarks.load;

import static dev.assay.benchmarks.report.Numbers.fixed;
import static dev.assay.benchmarks.report.Numbers.whole;

import dev.assay.benchmarks.measure.DatabaseUse;
import dev.assay.benchmarks.measure.ProcessUse;
import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.report.MarkdownTable;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The files of one benchmark: {@code load.md} for people, {@code load.jsonl} for programs. Both are
 * complete after every cell, so that a benchmark that is stopped leaves what it has.
 */
final class LoadReport {
  private final Path folder;
  private final String head;
  private final List<Measured> results = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /**
   * @param folder is made when it is not there; files of an earlier benchmark are replaced
   * @param settings a sentence on how it was called
   */
  LoadReport(Path folder, Machine machine, String settings) throws IOException {
    this.folder = folder;
    this.head = "# Load\n\n" + machine.sentence() + "\n" + settings + "\n";
    Files.createDirectories(folder);
    Files.writeString(json(), Json.mapper().writeValueAsString(Map.of("machine", machine)) + "\n");
  }

  /** Adds a result. */
  void add(Measured measured) throws IOException {
    results.add(measured);
    Files.writeString(
        json(), Json.mapper().writeValueAsString(measured) + "\n", StandardOpenOption.APPEND);
    write();
  }

  /** Says why a cell was left out. */
  void skip(Measured.Mode mode, Cell cell, String reason) throws IOException {
    skipped.add("- " + mode(mode) + ", " + cell + ": " + reason);
    write();
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("load.md"), markdown());
  }

  /** The report as it stands. */
  String markdown() {
    StringBuilder text = new StringBuilder(head);
    section(text, Measured.Mode.STACK, "The whole system", LoadReport::stackTables);
    section(
        text, Measured.Mode.BARE, "A bare loop with the same HTTP client", LoadReport::bareTables);
    if (!skipped.isEmpty()) {
      text.append("\n## Not measured\n\n").append(String.join("\n", skipped)).append('\n');
    }
    return text.toString();
  }

  private void section(
      StringBuilder text,
      Measured.Mode mode,
      String title,
      Function<List<Measured>, String> tables) {
    List<Measured> rows = results.stream().filter(r -> r.mode() == mode).toList();
    if (!rows.isEmpty()) {
      text.append("\n## ").append(title).append("\n\n").append(tables.apply(rows));
    }
  }

  private static String stackTables(List<Measured> rows) {
    return speed(rows)
        + processorTime(rows)
        + "\nResident memory at its largest, MB:\n\n"
        + processes(rows, ProcessUse::peakMb, false, 0)
        + "\nDatabase, for 1,000 units:\n\n"
        + database(rows);
  }

  private static String bareTables(List<Measured> rows) {
    return speed(rows) + processorTime(rows);
  }

  private static String processorTime(List<Measured> rows) {
    return "\nProcessor seconds for 1,000 units:\n\n"
        + processes(rows, ProcessUse::cpuSeconds, true, 2);
  }

  private static String speed(List<Measured> rows) {
    MarkdownTable table =
        new MarkdownTable(
            heads(
                List.of(
                    "run s",
                    "client s",
                    "submit s",
                    "queued s",
                    "units/s",
                    "of ideal",
                    "most at a time",
                    "attempts",
                    "succeeded",
                    "sound")));
    for (Measured row : rows) {
      table.row(
          cells(
              row,
              List.of(
                  fixed(row.runSeconds(), 2),
                  fixed(row.clientSeconds(), 2),
                  fixed(row.submitSeconds(), 2),
                  fixed(row.queuedSeconds(), 2),
                  fixed(row.unitsPerSecond(), 1),
                  fixed(row.shareOfIdeal(), 3),
                  whole((long) row.asked().maxConcurrent()),
                  whole(row.attempts() == null ? row.asked().requests() : row.attempts()),
                  whole((long) row.succeeded()),
                  row.sound() ? "yes" : "NO")));
    }
    return table.toString();
  }

  private static String processes(
      List<Measured> rows, Function<ProcessUse, Double> value, boolean perThousand, int digits) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.processes().keySet()));
    MarkdownTable table = new MarkdownTable(heads(new ArrayList<>(names)));
    for (Measured row : rows) {
      List<String> values = new ArrayList<>();
      for (String name : names) {
        ProcessUse use = row.processes().get(name);
        double scale = perThousand ? 1000.0 / row.cell().units() : 1;
        values.add(fixed(use == null ? null : value.apply(use) * scale, digits));
      }
      table.row(cells(row, values));
    }
    return table.toString();
  }

  private static String database(List<Measured> rows) {
    MarkdownTable table =
        new MarkdownTable(
            heads(List.of("active ms", "commits", "rollbacks", "rows written", "WAL kB")));
    for (Measured row : rows) {
      DatabaseUse use = row.database();
      double scale = 1000.0 / row.cell().units();
      table.row(
          cells(
              row,
              List.of(
                  fixed(use.activeMs() * scale, 0),
                  fixed(use.commits() * scale, 1),
                  fixed(use.rollbacks() * scale, 1),
                  fixed(use.rowsWritten() * scale, 0),
                  fixed(use.walBytes() * scale / 1024, 0))));
    }
    return table.toString();
  }

  private static List<String> heads(List<String> more) {
    List<String> heads = new ArrayList<>(List.of("latency ms", "concurrency", "units"));
    heads.addAll(more);
    return heads;
  }

  private static List<String> cells(Measured row, List<String> more) {
    Cell cell = row.cell();
    List<String> cells =
        new ArrayList<>(
            List.of(
                Integer.toString(cell.latencyMs()),
                Integer.toString(cell.concurrency()),
                whole((long) cell.units())));
    cells.addAll(more);
    return cells;
  }

  private static String mode(Measured.Mode mode) {
    return switch (mode) {
      case STACK -> "whole system";
      case BARE -> "bare loop";
    };
  }

  private Path json() {
    return folder.resolve("load.jsonl");
  }
}
