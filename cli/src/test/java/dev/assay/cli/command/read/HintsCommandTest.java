package dev.assay.cli.command.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What to look at first in a run, and names for what notes speak of. */
class HintsCommandTest {
  private static final String HINTS = "GET /v1/runs/" + FakeServer.ID + "/hints";
  private static final String THEMES = "POST /v1/runs/" + FakeServer.ID + "/themes";
  private static final String SAID =
      """
      {"weakest_fields":[
         {"field":"total","correct":17,"errors":5,"accuracy":0.7727,"band":"fair",
          "human":{"correct":9,"errors":1,"accuracy":0.9},
          "inferred":{"correct":8,"errors":4,"accuracy":0.6667}},
         {"field":"old","correct":1,"errors":1,"accuracy":0.5,"band":"poor"}],
       "themes":[
         {"terms":["currency","dollar"],"notes":14,"examples":[{"item_id":"a","note":"it\\u001b[31m is USD"}],
          "name":%s},
         {"terms":["date"],"notes":3,"examples":[],"name":%s}],
       "naming":%s,
       "failures":[{"item_id":"a","position":1,"fields":["total","vat"],"truth":"inferred","note":"no"},
         {"item_id":"b","position":2,"fields":["vat"],"truth":"human"}],
       "next_steps":["Begin with total."]}
      """;
  private static final String NAMED =
      "{\"text\":\"Dollars for euros\",\"refused\":null,\"provider\":\"acme\",\"model\":\"wise\"}";
  private static final String REFUSED =
      "{\"text\":null,\"refused\":\"The model's name has an address in it.\",\"model\":\"wise\"}";

  @TempDir Path folder;

  private static String naming(String state, String error) {
    return "{\"state\":\"%s\",\"error\":%s}".formatted(state, error);
  }

  private Shell shell(FakeServer server) {
    return new Shell(folder.resolve("home")).with(server);
  }

  @Test
  void shouldTellPeoplesAndInferredCorrectionsApartAndAskNobody() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(HINTS, SAID.formatted("null", "null", "null"));
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("hints", "latest")).isZero();
      assertThat(shell.out())
          .contains("- Begin with total.")
          .containsPattern("total +5 +77.3 % +1 +90.0 % +4 +66.7 %")
          .containsPattern("old +1 +50.0 % +– +– +– +–")
          .contains("14 notes: currency, dollar", "\u201cit is USD\u201d")
          .containsPattern("a +total, vat +a model, by a note +no")
          .containsPattern("b +vat +a person")
          .doesNotContain("calls it", "\u001b");
      assertThat(server.requests).doesNotContain(THEMES);
    }
  }

  @Test
  void shouldAskForNamesAndMarkThemAsTheModels() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(THEMES, "{\"id\":\"x\",\"state\":\"asking\"}");
      server.canned.put(HINTS, SAID.formatted(NAMED, REFUSED, naming("done", "null")));
      Shell shell = shell(server);

      // When / Then
      assertThat(
              shell.run(
                  "hints",
                  "latest",
                  "--name-themes",
                  "--model",
                  "acme:wise",
                  "--max-tokens",
                  "900"))
          .isZero();
      assertThat(shell.out())
          .contains("14 notes: currency, dollar  (wise calls it: Dollars for euros)")
          .contains("3 notes: date  (no name: The model's name has an address in it.)");
      JsonNode body = server.bodies.get(THEMES);
      assertThat(body.path("provider").asText()).isEqualTo("acme");
      assertThat(body.path("model").asText()).isEqualTo("wise");
      assertThat(body.at("/budget/max_tokens").asInt()).isEqualTo(900);
      assertThat(body.has("dry_run")).isFalse();
    }
  }

  @Test
  void shouldEndWithTheReasonWhereNoNamesCame() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(THEMES, "{\"id\":\"x\",\"state\":\"asking\"}");
      server.canned.put(
          HINTS, SAID.formatted("null", "null", naming("failed", "\"The model gave no answer.\"")));
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("hints", "latest", "--name-themes")).isEqualTo(3);
      assertThat(shell.out()).contains("No names came: The model gave no answer.");
      // Who only looks is told, too, and nothing has failed.
      assertThat(shell.run("hints", "latest")).isZero();
    }
  }

  @Test
  void shouldSayWhatNamesWouldCost() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(
          THEMES,
          """
          {"themes":2,"notes":5,"estimated_tokens":840,"estimated_cost":0.5,
           "sentence":"wise of acme would be asked once."}
          """);
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("hints", "latest", "--name-themes", "--dry-run")).isZero();
      assertThat(shell.out())
          .contains("wise of acme would be asked once.", "expected: 840 tokens, cost 0.50");
      assertThat(server.bodies.get(THEMES).path("dry_run").asBoolean()).isTrue();
    }
  }

  @Test
  void shouldRefuseOptionsThatSayNothing() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = shell(server);

      assertThat(shell.run("hints", "latest", "--model", "acme:wise")).isEqualTo(2);
      assertThat(shell.err()).contains("go with --name-themes");
      assertThat(shell.run("hints", "latest", "--format", "junit")).isEqualTo(2);
    }
  }
}
