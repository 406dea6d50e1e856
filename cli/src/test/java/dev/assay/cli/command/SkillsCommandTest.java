package dev.assay.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillsCommandTest {
  private static final String EXTRACT =
      """
      {"name":"extract","version":3,"state":"proposed","created_at":"2026-01-31T12:00:00Z",
       "definition":{"description":"Reads.\\u001b[31m","prompt":{"system":"Only JSON.",
           "user":"Read this:\\n{{input}}"},
         "output_schema":{"type":"object","properties":{"total":{"type":"number"}}},
         "model":{"provider":"openai","model":"m","params":{"temperature":0}},
         "provenance":{"from_version":2,"kind":"optimized"}}}
      """;

  @TempDir Path folder;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "pass");
    shell = new Shell(folder.resolve("home")).with(server);
    server.canned.put("GET /v1/skills/extract", EXTRACT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }

  @Test
  void shouldListAndShow() throws Exception {
    // Given
    server.canned.put("GET /v1/skills", "{\"data\":[" + EXTRACT + "]}");

    // When / Then
    assertThat(shell.run("skills", "list")).isZero();
    assertThat(shell.out()).contains("extract", "3", "openai:m").doesNotContain("\u001b");
    assertThat(shell.run("skills", "list", "--format", "json")).isZero();
    assertThat(json(shell.out()).path("data")).hasSize(1);
    assertThat(shell.run("skills", "show", "extract")).isZero();
    assertThat(shell.out())
        .contains("Only JSON.", "  {{input}}", "temperature", "\"total\"", "version 2", "proposed")
        .doesNotContain("\u001b");
    assertThat(shell.run("skills", "show", "nobody")).isEqualTo(2);
  }

  @Test
  void shouldImportWhatItExports() throws Exception {
    // Given
    server.canned.put("POST /v1/skills", EXTRACT);
    Path file = folder.resolve("extract.json");

    // When
    assertThat(shell.run("skills", "export", "extract", "--out", file.toString())).isZero();
    assertThat(shell.run("skills", "import", file.toString())).isZero();

    // Then it is the definition with its name, without where it came from
    assertThat(shell.out()).contains("extract@3");
    JsonNode sent = server.bodies.get("POST /v1/skills");
    assertThat(sent).isEqualTo(json(Files.readString(file)));
    assertThat(sent.path("name").asText()).isEqualTo("extract");
    assertThat(sent.path("output_schema")).isEqualTo(json(EXTRACT).at("/definition/output_schema"));
    assertThat(sent.has("provenance")).isFalse();
    assertThat(sent.has("version")).isFalse();
    assertThat(shell.run("skills", "import", file.toString(), "--name", "other")).isZero();
    assertThat(server.bodies.get("POST /v1/skills").path("name").asText()).isEqualTo("other");
    assertThat(shell.run("skills", "import", folder.resolve("none.yaml").toString())).isEqualTo(2);
  }

  @Test
  void shouldAdoptAVersionByItsNumber() {
    // Given
    server.canned.put(
        "POST /v1/skills/extract/versions/3/adopt", EXTRACT.replace("proposed", "adopted"));

    // When / Then
    assertThat(shell.run("skills", "adopt", "extract@3")).isZero();
    assertThat(shell.out().strip()).isEqualTo("extract@3  adopted");
    for (String unclear : new String[] {"extract", "extract@", "extract@new", "@3"}) {
      assertThat(shell.run("skills", "adopt", unclear)).isEqualTo(2);
      assertThat(shell.err()).contains("NAME@VERSION");
    }
  }

  @Test
  void shouldRemove() {
    // Given
    server.canned.put("DELETE /v1/skills/extract", "{}");

    // When / Then
    assertThat(shell.run("skills", "remove", "extract")).isZero();
    assertThat(shell.out()).contains("extract removed");
  }
}
