package dev.assay.cli.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import dev.assay.common.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code assay run} takes beside a file: several of them, limits, variables, a baseline. */
class RunOptionsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("items.jsonl"), "{\"input\":\"a\"}\n{\"input\":\"b\"}\n");
    file =
        Files.writeString(
            folder.resolve("eval.yaml"),
            """
            name: nightly
            providers: {local: {kind: simulated}}
            target: {provider: local, model: "${MODEL:-m}"}
            dataset: {file: items.jsonl, name: items}
            scorers: [exact_match]
            """);
  }

  @Test
  void shouldRunSeveralFilesSideBySideAndEndByTheWorst() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("eval.yaml");
    Files.writeString(other, Files.readString(file).replace("name: nightly", "nonsense: 1"));
    Files.copy(folder.resolve("items.jsonl"), other.resolveSibling("items.jsonl"));
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      // Both run, and both are reported
      assertThat(shell.run("run", file.toString(), file.toString())).isZero();
      assertThat(shell.out().split("PASS  nightly", -1)).hasSize(3);
      assertThat(shell.run("run", file.toString(), file.toString(), "--format", "json")).isZero();
      assertThat(Json.mapper().readTree(shell.out()).path("runs")).hasSize(2);

      // One that is refused is named, does not keep the other from running, and counts
      assertThat(shell.run("run", other.toString(), file.toString())).isEqualTo(2);
      assertThat(shell.err()).contains(other + ": Invalid").contains("nonsense: is not known");
      assertThat(shell.out()).contains("PASS  nightly");
    }
  }

  @Test
  void shouldTakeOnlyTheFirstItems() throws Exception {
    Path brief =
        Files.writeString(
            folder.resolve("brief.yaml"),
            "name: n\ntarget: {provider: p, model: m}\ndataset: items.jsonl\nscorers: []\n");
    try (FakeServer server = new FakeServer("successful", "pass")) {
      server.canned.put("GET /v1/datasets/n", "{\"name\":\"n\"}");
      server.canned.put("POST /v1/datasets/n/versions", "{\"name\":\"n\",\"version\":7}");
      server.canned.put(
          "GET /v1/evaluations/stored", "{\"definition\":{\"dataset\":\"capitals@3\"}}");
      Shell shell = new Shell(folder.resolve("home")).with(server);
      for (String[] how : new String[][] {{"--limit", "3"}, {"--set", "dataset.limit=3"}}) {
        assertThat(shell.run("run", brief.toString(), how[0], how[1])).isZero();
        assertThat(server.bodies.get("POST /v1/runs").get("dataset"))
            .isEqualTo(Json.mapper().readTree("{\"name\":\"n\",\"limit\":3,\"version\":7}"));
      }

      assertThat(shell.run("run", "stored", "--limit", "2")).isZero();
      assertThat(server.bodies.get("POST /v1/runs").get("dataset"))
          .isEqualTo(Json.mapper().readTree("{\"name\":\"capitals\",\"version\":3,\"limit\":2}"));
      assertThat(shell.run("run", "stored", "--limit", "0")).isEqualTo(2);
      assertThat(shell.err()).contains("--limit must be at least 1");
    }
  }

  @Test
  void shouldTakeVariablesFromAFileBesideTheEvaluationUnlessTheShellSaysOtherwise()
      throws Exception {
    Files.writeString(folder.resolve(".env"), "# ours\nexport MODEL='from file'\n");
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);
      assertThat(shell.run("run", file.toString())).isZero();
      assertThat(server.bodies.get("POST /v1/runs").at("/target/model").asText())
          .isEqualTo("from file");

      assertThat(shell.set("MODEL", "from shell").run("run", file.toString())).isZero();
      assertThat(server.bodies.get("POST /v1/runs").at("/target/model").asText())
          .isEqualTo("from shell");

      Files.writeString(folder.resolve(".env"), "MODEL=x\nsk-very-secret\n");
      assertThat(shell.run("run", file.toString())).isEqualTo(2);
      assertThat(shell.err()).contains(".env, line 2").doesNotContain("very-secret");
    }
  }

  @Test
  void shouldCompareWithTheLastRunOfTheSameEvaluation() throws Exception {
    String old = "01980000-0000-7000-8000-000000000009";
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);
      server.canned.put(
          "GET /v1/runs",
          // A sample is no baseline of the whole.
          "{\"data\":[{\"id\":\"x\",\"name\":\"something else\"},{\"id\":\"part\",\"name\":\"nightly\",\"dataset\":{\"limit\":5}},{\"id\":\"%s\",\"name\":\"nightly\"}]}"
              .formatted(old));

      assertThat(shell.run("run", file.toString(), "--baseline", "latest")).isZero();
      assertThat(server.bodies.get("POST /v1/runs").get("baseline").asText()).isEqualTo(old);
      assertThat(server.queries.get("GET /v1/runs"))
          .contains("status=successful,partially_successful", "dataset=items");

      server.canned.put("GET /v1/runs", "{\"data\":[]}");
      server.requests.clear();
      assertThat(shell.run("run", file.toString(), "--baseline", "latest")).isEqualTo(2);
      assertThat(shell.err()).contains("No run of nightly has ended yet");
      assertThat(server.requests).noneMatch(request -> request.startsWith("P"));
    }
  }

  @Test
  void shouldCompareAllTargetsWithTheBaseline() throws Exception {
    Path several =
        Files.writeString(
            folder.resolve("targets.yaml"),
            """
            name: nightly
            targets: [{provider: local, model: m}, {provider: local, model: n, alias: big one}]
            dataset: {file: items.jsonl, name: items}
            """);
    String old = "01980000-0000-7000-8000-000000000009";
    try (FakeServer server = new FakeServer("successful", "pass")) {
      server.canned.put(
          "GET /v1/runs/" + FakeServer.ID,
          "{\"id\":\"%s\",\"status\":\"successful\",\"verdict\":\"pass\",\"baseline\":\"%s\",\"group\":\"g1\"}"
              .formatted(FakeServer.ID, old));
      server.canned.put(
          "POST /v1/comparisons", "{\"by\":\"alias\",\"baseline\":\"b\",\"sides\":[]}");
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("run", several.toString(), "--baseline", old)).isZero();
      assertThat(server.bodies.get("POST /v1/comparisons").path("runs"))
          .isEqualTo(Json.mapper().valueToTree(List.of(old, FakeServer.ID, FakeServer.OTHER)));
      assertThat(shell.out())
          .contains("Comparison against b", "assay compare --group g1")
          .contains("big one: assay show 01990000-0000-7000 --items");
    }
  }

  @Test
  void shouldNameTheScopeThatSettingUpTakes() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      server.refused.put(
          "PUT /v1/providers/local", "403 {\"title\":\"no\",\"code\":\"FORBIDDEN\"}");
      server.canned.put("GET /v1/session", "{\"scopes\":[\"run\",\"read\"]}");
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("run", file.toString())).isEqualTo(2);
      assertThat(shell.err())
          .contains("sets up the provider local", "the scope write", "this one has run, read");
    }
  }

  @Test
  void shouldRefuseATimeForTheStackThatIsNone() {
    Shell shell = new Shell(folder.resolve("home")).set("ASSAY_STACK_IDLE", "soon");

    assertThat(shell.run("run", file.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("ASSAY_STACK_IDLE must be a number of seconds, not: soon");
    assertThat(folder.resolve("home")).doesNotExist();
  }
}
