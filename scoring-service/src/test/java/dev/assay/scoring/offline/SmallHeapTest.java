package dev.assay.scoring.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scoring code in a process with little memory, as a small container has it. */
@Timeout(180)
class SmallHeapTest {
  private static final int BOMBS = 6;

  @TempDir Path folder;

  @Test
  void shouldGetOverProgramsThatAskForAllMemory() throws IOException, InterruptedException {
    // Given
    String nested = "{\"a\":".repeat(50) + "1" + "}".repeat(50);
    ObjectNode task = Json.mapper().createObjectNode();
    ArrayNode scorers = task.putArray("scorers");
    scorers
        .addObject()
        .put("id", "json_schema")
        .put("key", "schema")
        .set(
            "params",
            Json.mapper()
                .readTree(
                    "{\"schema\":{\"allOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":"
                        + "[\"z\"]},{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"y\"]}]}}"));
    scorers
        .addObject()
        .put("id", "regex")
        .put("key", "regex")
        .putObject("params")
        .put("pattern", "((a{1000}){1000}){1000}");
    scorers.addObject().put("id", "exact_match").put("key", "exact");
    ArrayNode cases = task.putArray("cases");
    for (int i = 0; i < BOMBS; i++) {
      ObjectNode one = cases.addObject();
      one.putObject("item").put("id", "i" + i).put("expected", nested);
      one.putObject("answer").put("output", nested).put("cached", false);
    }
    Path in = folder.resolve("in.jsonl");
    Path out = folder.resolve("out.jsonl");
    Files.writeString(in, Json.mapper().writeValueAsString(task) + "\n");
    // When
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                OfflineScoring.class.getName())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(240, TimeUnit.SECONDS);
    process.destroyForcibly();
    // Then
    assertThat(ended).isTrue();
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    assertThat(lines).hasSize(2);
    JsonNode units = Json.mapper().readTree(lines.get(1)).get("units");
    assertThat(units).hasSize(BOMBS);
    for (JsonNode unit : units) {
      assertThat(unit.at("/scores/0/error/code").asText()).isEqualTo("INPUT_TOO_LARGE");
      assertThat(unit.at("/scores/1/error/code").asText()).isEqualTo("BAD_REGEX");
      assertThat(unit.at("/scores/2/score").asDouble()).isEqualTo(1);
    }
    assertThat(process.exitValue()).isZero();
  }
}
