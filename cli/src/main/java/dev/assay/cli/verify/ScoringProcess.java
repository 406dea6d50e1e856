package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * scoring-service's own code as a child process without broker or network. Tasks go in as lines,
 * scores come out as lines, one for one.
 */
final class ScoringProcess implements Scoring {
  private static final String MAIN = "dev.assay.scoring.offline.OfflineScoring";

  private final Process process;
  private final BufferedWriter tasks;
  private final BufferedReader answers;
  private final Map<String, JsonNode> catalogue = new HashMap<>();

  private ScoringProcess(Process process) throws IOException {
    this.process = process;
    tasks =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    read().path("scorers").forEach(s -> catalogue.put(s.path("id").asText(), s));
  }

  /**
   * Starts it from the jars of an installation.
   *
   * @param install the folder of Assay, as the assay script names it
   * @throws UsageException when scoring-service is not built there
   */
  static ScoringProcess start(Path install) throws IOException {
    Path app = install.resolve("scoring-service/target/quarkus-app");
    if (!Files.exists(app.resolve("quarkus-run.jar"))) {
      throw new UsageException(
          app + " is missing. Start through the assay script, which builds it.");
    }
    String jars = String.join(File.separator, app.resolve("lib/main").toString(), "*");
    String boot = String.join(File.separator, app.resolve("lib/boot").toString(), "*");
    String own = String.join(File.separator, app.resolve("app").toString(), "*");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Dfile.encoding=UTF-8",
            "-cp",
            String.join(File.pathSeparator, own, jars, boot),
            MAIN);
    // What it says of itself is for the person; nobody has to read it while tasks go in and out.
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ScoringProcess(builder.start());
  }

  @Override
  public JsonNode descriptor(String id) {
    return catalogue.get(id);
  }

  @Override
  public JsonNode score(ArrayNode scorers, List<ObjectNode> cases) throws IOException {
    ObjectNode task = Json.mapper().createObjectNode();
    task.set("scorers", scorers);
    task.putArray("cases").addAll(cases);
    tasks.write(Json.mapper().writeValueAsString(task));
    tasks.write('\n');
    tasks.flush();
    JsonNode units = read().path("units");
    if (units.size() != cases.size()) {
      throw new IOException("the scoring process answered for other items than it was asked");
    }
    return units;
  }

  @Override
  public void close() throws IOException {
    try {
      tasks.close();
      answers.close();
    } finally {
      process.destroy();
    }
  }

  private JsonNode read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the scoring process ended; what it said of it is above");
    }
    return Json.mapper().readTree(line);
  }
}
