package dev.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.benchmarks.measure.DatabaseUse;
import dev.assay.benchmarks.measure.ProcessUse;
import dev.assay.benchmarks.report.Machine;
import dev.assay.benchmarks.stack.Simulator;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadReportTest {
  private static final Machine MACHINE = new Machine("cpu", 2, 8_000, "Linux 6", "17", 0.1);

  @TempDir private Path folder;

  @Test
  void shouldWriteWhatWasMeasuredAndWhatWasNot() throws IOException {
    // Given
    LoadReport report = new LoadReport(folder, MACHINE, "2 workers.");

    // When
    report.add(measured(2_000, 64));
    report.skip(Measured.Mode.BARE, new Cell(200, 1, 50_000), "too long");

    // Then
    String text = Files.readString(folder.resolve("load.md"));
    assertThat(text)
        .contains("cpu, 2 cores")
        .containsPattern("\\| +200 \\| +64 \\| +2,000 \\| +6.58 .* 304.0 \\| +0.950 .* yes \\|")
        .containsPattern("run-service \\| +simulator")
        .containsPattern("\\| +200 \\| +64 \\| +2,000 \\| +1.50 \\| +0.25 \\|")
        .contains("- bare loop, 200 ms x 1, 50000 units: too long");
  }

  @Test
  void shouldWriteOneLineOfJsonForEachCell() throws IOException {
    // Given
    LoadReport report = new LoadReport(folder, MACHINE, "2 workers.");

    // When
    report.add(measured(2_000, 64));

    // Then
    List<String> lines = Files.readAllLines(folder.resolve("load.jsonl"));
    assertThat(lines).hasSize(2);
    JsonNode row = Json.mapper().readTree(lines.get(1));
    assertThat(row.at("/cell/latency_ms").asInt()).isEqualTo(200);
    assertThat(row.at("/processes/run-service/cpu_seconds").asDouble()).isEqualTo(3.0);
    assertThat(row.at("/cpu_per_thousand/run-service").asDouble()).isEqualTo(1.5);
    assertThat(row.at("/sound").asBoolean()).isTrue();
  }

  @Test
  void shouldNotCallARunSoundThatLostUnitsOrAskedTooMuchAtATime() {
    assertThat(measured(2_000, 64).sound()).isTrue();
    assertThat(measured(1_999, 64).sound()).isFalse();
    assertThat(measured(2_000, 65).sound()).isFalse();
  }

  private static Measured measured(int succeeded, int maxConcurrent) {
    Cell cell = new Cell(200, 64, 2_000);
    return new Measured(
        Measured.Mode.STACK,
        cell,
        "successful",
        6.58,
        6.8,
        0.1,
        0.05,
        304,
        cell.shareOfIdeal(304),
        succeeded,
        2_000L,
        new Simulator.Asked(2_000, maxConcurrent),
        processes(),
        new DatabaseUse(4_000, 200, 0, 12_000, 1 << 20));
  }

  private static Map<String, ProcessUse> processes() {
    Map<String, ProcessUse> processes = new LinkedHashMap<>();
    processes.put("run-service", new ProcessUse(3.0, 300));
    processes.put("simulator", new ProcessUse(0.5, 80));
    return processes;
  }
}
