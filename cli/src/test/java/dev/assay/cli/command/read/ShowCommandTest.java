package dev.assay.cli.command.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import dev.assay.common.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
  private static final String ITEMS = "GET /v1/runs/" + FakeServer.ID + "/items";

  @TempDir Path folder;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "fail");
    shell = new Shell(folder.resolve("home")).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode json(String... args) throws Exception {
    assertThat(shell.run(args)).as(shell.err()).isZero();
    return Json.mapper().readTree(shell.out());
  }

  @Test
  void shouldHaveTheItemsInTheJsonOfARun() throws Exception {
    // Given items with fields that no column of the table shows
    server.canned.put(
        ITEMS,
        """
        {"data":[
          {"position":0,"item_id":"q1","status":"failed","scores":{"exact_match":0.0},
           "output":"Rome","cost":0.25},
          {"position":1,"item_id":"q2","status":"passed","scores":{"exact_match":1.0},
           "output":"Paris","cost":null}]}
        """);

    // When
    JsonNode run = json("show", FakeServer.ID, "--items", "--format", "json");

    // Then
    assertThat(run.path("id").asText()).isEqualTo(FakeServer.ID);
    assertThat(run.path("verdict").asText()).isEqualTo("fail");
    assertThat(run.path("items"))
        .isEqualTo(Json.mapper().readTree(server.canned.get(ITEMS)).get("data"));
  }

  @Test
  void shouldHaveNoneWhereNoneWereAskedFor() throws Exception {
    assertThat(json("show", FakeServer.ID, "--format", "json").has("items")).isFalse();
    assertThat(server.requests).doesNotContain(ITEMS);
  }

  @Test
  void shouldSayThatThereAreNone() throws Exception {
    JsonNode items = json("show", FakeServer.OTHER, "--failed", "--format", "json").get("items");
    assertThat(items).isEqualTo(Json.mapper().createArrayNode());
  }
}
