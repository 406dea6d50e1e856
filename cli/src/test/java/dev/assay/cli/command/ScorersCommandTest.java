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

class ScorersCommandTest {
  private static final String SHORT =
      """
      {"id":"short","version":2,"name":"short","description":"Few words.\\u001b[31m",
       "category":"model_fit","needs":[],"lower_is_better":false,"range":"0..1","custom":true,
       "scorer":"expression","definition":{"kind":"expression","threshold":1.0,
         "params":{"expression":"size(output) < 200"}}}
      """;
  private static final String EXACT =
      """
      {"id":"exact_match","version":1,"name":"Exact match","category":"correctness",
       "needs":["expected"],"range":"0|1","custom":false,
       "params":{"properties":{"trim":{"type":"boolean","description":"Without spaces around."}}}}
      """;
  private static final String RESULT =
      """
      {"run":"%s","scorer":"expression","version":1,"replaces":"short",
       "summary":{"answers":3,"scored":2,"errors":1,"skipped":0,"mean":0.5,
         "mean_interval":{"lower":0.1,"upper":0.9},"pass_rate":0.333,
         "pass_rate_interval":{"lower":0.06,"upper":0.79},"threshold":1.0,
         "newly_passed":0,"newly_failed":1},
       "flips":[{"item_id":"q2","position":2,"repeat":1,"from":"passed","to":"failed"}],
       "items":[{"item_id":"q2","position":2,"repeat":1,"status":"success","score":0.0,
           "passed":false,"reason":"too long","previous":{"status":"success","score":1.0}},
         {"item_id":"q1","position":1,"repeat":0,"status":"success","score":1.0,"passed":true},
         {"item_id":"q3","position":3,"repeat":0,"status":"error","score":null,"passed":false,
           "error":{"code":"EXPRESSION_FAILED","message":"It failed."}}],
       "notes":[]}
      """
          .formatted(FakeServer.ID);

  @TempDir Path folder;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "pass");
    shell = new Shell(folder.resolve("home")).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }

  private Path file() throws Exception {
    return Files.writeString(
        folder.resolve("short.yaml"),
        """
        name: short
        kind: expression
        threshold: 1
        params:
          expression: size(output) < 200
        """);
  }

  @Test
  void shouldListAndShow() throws Exception {
    // Given
    server.canned.put("GET /v1/scorers", "{\"data\":[" + EXACT + "," + SHORT + "]}");
    server.canned.put("GET /v1/scorers/short", SHORT);
    server.canned.put("GET /v1/scorers/exact_match", EXACT);

    // When / Then
    assertThat(shell.run("scorers", "list")).isZero();
    assertThat(shell.out()).contains("exact_match", "built in", "short", "custom expression");
    assertThat(shell.run("scorers", "list", "--custom", "--format", "json")).isZero();
    assertThat(json(shell.out()).path("data")).hasSize(1);
    assertThat(shell.run("scorers", "show", "short")).isZero();
    assertThat(shell.out()).contains("size(output) < 200", "Few words.").doesNotContain("\u001b");
    assertThat(shell.run("scorers", "show", "exact_match")).isZero();
    assertThat(shell.out()).contains("trim", "Without spaces around.");
    assertThat(shell.run("scorers", "show", "nobody")).isEqualTo(2);
  }

  @Test
  void shouldAddWhatStandsInAFile() throws Exception {
    // Given
    server.canned.put("POST /v1/scorers", SHORT);

    // When / Then
    assertThat(shell.run("scorers", "add", file().toString())).isZero();
    assertThat(shell.out()).contains("short", "version      2");
    assertThat(server.bodies.get("POST /v1/scorers"))
        .isEqualTo(
            json(
                """
                {"name":"short","kind":"expression","threshold":1,
                 "params":{"expression":"size(output) < 200"}}
                """));
    assertThat(shell.run("scorers", "add", folder.resolve("none.yaml").toString())).isEqualTo(2);
  }

  @Test
  void shouldPreviewWithTheLowestScoresFirst() throws Exception {
    // Given
    server.canned.put("POST /v1/scorers/preview", RESULT);

    // When
    int code = shell.run("scorers", "preview", file().toString(), "--section", "a", "--show", "2");

    // Then
    assertThat(code).isZero();
    assertThat(shell.out())
        .contains(
            "3 answers · 2 scored · 1 errors · 0 skipped",
            "mean 0.500 (0.100 … 0.900)",
            "pass rate 33.3 % at 1.0",
            "in the place of short",
            "too long",
            "#2/1 q2  passed → failed",
            "1 item would have come out otherwise: 0 now passed, 1 now failed",
            "and 1 more")
        .doesNotContain("EXPRESSION_FAILED");
    JsonNode sent = server.bodies.get("POST /v1/scorers/preview");
    assertThat(sent.path("run").asText()).isEqualTo(FakeServer.ID);
    assertThat(sent.path("limit").asInt()).isEqualTo(50);
    assertThat(sent.path("section").asText()).isEqualTo("a");
    assertThat(sent.path("definition").path("kind").asText()).isEqualTo("expression");
  }

  @Test
  void shouldRemove() {
    // Given
    server.canned.put("DELETE /v1/scorers/short", "{}");

    // When / Then
    assertThat(shell.run("scorers", "remove", "short")).isZero();
    assertThat(shell.out()).contains("short removed");
  }

  @Test
  void shouldListItemsOfARunByScore() {
    // When / Then
    assertThat(shell.run("show", FakeServer.ID, "--order", "score", "--scorer", "exact_match"))
        .isZero();
    assertThat(shell.out()).contains("#1 q1");
  }
}
