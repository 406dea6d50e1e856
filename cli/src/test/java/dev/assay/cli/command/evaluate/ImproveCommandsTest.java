package dev.assay.cli.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of skills that a model proposes, and runs of them. */
class ImproveCommandsTest {
  private static final String OPTIMIZE = "POST /v1/runs/" + FakeServer.ID + "/optimize";
  private static final String RERUN = "POST /v1/runs/" + FakeServer.ID + "/rerun";
  private static final String IMPROVEMENT =
      """
      {"id":"01990000-0000-7000-8000-00000000000a","kind":"%s","state":"%s","model_run":"%s",
       "skill":"invoices","from_version":1,"version":%s,"next_run":%s,"error":%s,
       "finished_at":%s}
      """;

  @TempDir Path folder;

  private static String asking(String kind) {
    return IMPROVEMENT.formatted(kind, "asking", FakeServer.ID, "null", "null", "null", "null");
  }

  private static String ended(String kind, String version, String next, String error) {
    return IMPROVEMENT.formatted(
        kind,
        error.equals("null") ? "done" : "failed",
        FakeServer.ID,
        version,
        next,
        error,
        "\"2026-01-01T00:00:00Z\"");
  }

  private static void become(FakeServer server, String improvement) {
    server.canned.put("GET /v1/improvements/01990000-0000-7000-8000-00000000000a", improvement);
  }

  private Shell shell(FakeServer server) {
    return new Shell(folder.resolve("home")).with(server);
  }

  @Test
  void shouldAskForAVersionAndSayWhichItIs() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(OPTIMIZE, asking("optimize"));
      become(server, ended("optimize", "2", "null", "null"));
      Shell shell = shell(server);

      // When / Then
      assertThat(
              shell.run(
                  "optimize",
                  "latest",
                  "--pairs",
                  "12",
                  "--model",
                  "acme:wise",
                  "--max-tokens",
                  "9000",
                  "--instructions",
                  "Be brief."))
          .isZero();
      assertThat(shell.out().strip()).isEqualTo("01990000-0000-7000-8000-00000000000a  asking");
      JsonNode body = server.bodies.get(OPTIMIZE);
      assertThat(body.path("pairs").asInt()).isEqualTo(12);
      assertThat(body.path("provider").asText()).isEqualTo("acme");
      assertThat(body.path("model").asText()).isEqualTo("wise");
      assertThat(body.at("/budget/max_tokens").asInt()).isEqualTo(9000);
      assertThat(body.path("instructions").asText()).isEqualTo("Be brief.");

      assertThat(shell.run("optimize", "latest", "--watch")).isZero();
      assertThat(shell.out().strip()).isEqualTo("invoices@2");
      assertThat(shell.err()).contains("assay skills adopt invoices@2");
    }
  }

  @Test
  void shouldSayWhatItWouldCost() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(
          OPTIMIZE,
          """
          {"skill":"invoices","from_version":1,"pairs":2,"fields":{"total":2,"date":1},
           "model":{"provider":"acme","model":"wise"},"estimated_tokens":900,
           "estimated_cost":0.5,"sentence":"wise of acme would be asked once."}
          """);
      server.canned.put(
          RERUN,
          """
          {"sentence":"The same inputs would be asked.","units":3,"estimated_cost":null,
           "optimize":{"estimated_cost":0.5}}
          """);
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("optimize", "latest", "--dry-run")).isZero();
      assertThat(shell.out())
          .contains("wise of acme would be asked once.", "total  2", "expected: cost 0.50");
      assertThat(server.bodies.get(OPTIMIZE).path("dry_run").asBoolean()).isTrue();
      assertThat(shell.run("rerun", "latest", "--optimize", "--dry-run")).isZero();
      assertThat(shell.out()).contains("expected: cost unknown, after 0.50 for the model");
    }
  }

  @Test
  void shouldEndWithTheVerdictOfTheRunThatFollows() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      // Given
      server.canned.put(RERUN, asking("rerun"));
      become(server, ended("rerun", "2", "\"" + FakeServer.OTHER + "\"", "null"));
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("rerun", "latest", "--optimize", "--pairs", "5", "--watch")).isZero();
      assertThat(server.bodies.get(RERUN).at("/optimize/pairs").asInt()).isEqualTo(5);
      assertThat(shell.out()).contains("invoices@2", "run " + FakeServer.OTHER);
    }
  }

  @Test
  void shouldEndWithTheReasonOfAFailure() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(OPTIMIZE, asking("optimize"));
      become(server, ended("optimize", "null", "null", "\"The model's proposal is not JSON.\""));
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("optimize", "latest", "--watch")).isEqualTo(3);
      assertThat(shell.err()).contains("The model's proposal is not JSON.");
    }
  }

  @Test
  void shouldAskAVersionThatIsThere() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // Given
      server.canned.put(RERUN, "{\"id\":\"" + FakeServer.OTHER + "\",\"status\":\"queued\"}");
      Shell shell = shell(server);

      // When / Then
      assertThat(shell.run("rerun", "latest", "--skill-version", "3")).isZero();
      assertThat(shell.out().strip()).isEqualTo(FakeServer.OTHER + "  queued");
      assertThat(server.bodies.get(RERUN).path("skill_version").asInt()).isEqualTo(3);
      assertThat(shell.run("rerun", "latest", "--pairs", "3")).isEqualTo(2);
      assertThat(shell.err()).contains("--pairs goes with --optimize");
    }
  }
}
