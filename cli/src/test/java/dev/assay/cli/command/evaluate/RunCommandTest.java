package dev.assay.cli.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import dev.assay.common.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
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

  @ParameterizedTest
  @CsvSource({
    "successful, pass, 0",
    "successful, none, 3",
    "partially_successful, pass, 0",
    "successful, fail, 1",
    "partially_successful, inconclusive, 3",
    "failed, none, 3",
    "failed, fail, 3",
    "cancelled, none, 3"
  })
  void shouldEndByTheVerdict(String status, String verdict, int code) throws Exception {
    try (FakeServer server = new FakeServer(status, verdict)) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("run", file.toString())).isEqualTo(code);
    }
  }

  @Test
  void shouldEndWithZeroWithoutAGate() throws Exception {
    try (FakeServer server = new FakeServer("successful", "none")) {
      server.canned.put(
          "GET /v1/runs/" + FakeServer.ID,
          "{\"id\":\"%s\",\"status\":\"successful\",\"verdict\":\"none\",\"counts\":{\"total\":2}}"
              .formatted(FakeServer.ID));
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("run", file.toString())).isZero();
      assertThat(shell.out()).contains("no gate");
    }
  }

  @Test
  void shouldSetUpProviderAndDatasetAndThenLaunch() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      int code = shell.run("run", file.toString(), "--set", "target.model=x", "--set", "repeats=2");

      assertThat(code).isZero();
      assertThat(server.requests)
          .containsSubsequence(
              "PUT /v1/providers/local",
              "POST /v1/datasets/items/versions",
              "POST /v1/runs",
              "GET /v1/runs/" + FakeServer.ID);
      assertThat(server.bodies.get("POST /v1/runs"))
          .isEqualTo(
              Json.mapper()
                  .readTree(
                      """
                      {"name":"nightly","target":{"provider":"local","model":"x"},
                       "dataset":{"name":"items","version":4},"scorers":["exact_match"],
                       "repeats":2}
                      """));
      assertThat(shell.out()).contains("PASS  nightly").contains("exact_match").contains("#1 q1");
      assertThat(shell.err()).contains("Run " + FakeServer.ID);
    }
  }

  @Test
  void shouldPrintOtherFormats() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      int json = shell.run("run", file.toString(), "--format", "json");
      assertThat(json).isEqualTo(1);
      assertThat(Json.mapper().readTree(shell.out()).get("verdict").asText()).isEqualTo("fail");

      Path out = folder.resolve("reports/junit.xml");
      int junit = shell.run("run", file.toString(), "--format", "junit", "--out", out.toString());
      assertThat(junit).isEqualTo(1);
      assertThat(out).content().contains("<testsuite").contains("failures=\"2\"");

      int markdown = shell.run("run", file.toString(), "--format", "markdown");
      assertThat(markdown).isEqualTo(1);
      assertThat(shell.out()).startsWith("### ✘ nightly");
    }
  }

  @Test
  void shouldShowSeveralTargetsSideBySideAndEndByTheWorst() throws Exception {
    // Given a file with two targets, one of which fails its gate
    Path several =
        Files.writeString(
            folder.resolve("targets.yaml"),
            """
            name: nightly
            targets: [{provider: local, model: m}, {provider: local, model: n, alias: big one}]
            dataset: {file: items.jsonl, name: items}
            scorers: [exact_match]
            """);
    try (FakeServer server = new FakeServer("successful", "fail")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      // When it is run, then both are in one table, and the worse one counts
      assertThat(shell.run("run", several.toString())).isEqualTo(1);
      assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
          .contains(
              "verdict|fail|pass",
              "pass rate|–|100.0 % (34.0 … 100.0)",
              "exact_match mean|0.500|1.000 (0.900 … 1.000)",
              "latency p50|–|812 ms",
              "latency p95|–|1,200 ms",
              "cost|–|0.25")
          .anySatisfy(line -> assertThat(line).startsWith("TARGET|").endsWith("|big one"));
      assertThat(shell.err()).contains(FakeServer.ID, FakeServer.OTHER, "/2 · big one ");

      // And in the other formats
      assertThat(shell.run("run", several.toString(), "--format", "json")).isEqualTo(1);
      assertThat(Json.mapper().readTree(shell.out()).path("runs")).hasSize(2);
      assertThat(shell.run("run", several.toString(), "--format", "markdown")).isEqualTo(1);
      assertThat(shell.out()).contains("| verdict | fail | pass |");
      Path junit = folder.resolve("both.xml");
      assertThat(
              shell.run("run", several.toString(), "--format", "junit", "--out", junit.toString()))
          .isEqualTo(1);
      assertThat(junit)
          .content()
          .containsSubsequence(
              "<testsuites>", "name=\"nightly\"", "\"nightly / big one\"", "</testsuites>")
          .containsOnlyOnce("</testsuites>");
    }
  }

  @Test
  void shouldRehearseWithoutLaunching() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      // When it is rehearsed, then the forecast is printed, and nothing is launched
      assertThat(shell.run("run", file.toString(), "--rehearse")).isZero();
      assertThat(server.requests)
          .contains("POST /v1/datasets/items/versions", "POST /v1/runs/preview")
          .doesNotContain("POST /v1/runs");
      assertThat(server.bodies.get("POST /v1/runs/preview").get("rehearse").asBoolean()).isTrue();
      assertThat(shell.out())
          .contains("nothing was launched", "1,200 items", "2:01 min", "rpm 600: adds 1:20 min")
          .contains("concurrency 16: no effect", "nothing is measured yet", "the gate says fail")
          .contains("! Even the expected answers fail the gate: no.", "helpful", "Look out.")
          .containsPattern("cost +– +– +–")
          .containsPattern("judge calls +3,600 +3,603 +3,964")
          .contains("helpful asks wise at acme: 3,603 calls, cost –")
          .doesNotContain("\u001b");

      // And as JSON it is what the server said
      assertThat(shell.run("run", file.toString(), "--rehearse", "--format", "json")).isZero();
      assertThat(Json.mapper().readTree(shell.out()).at("/forecast/bottleneck").asText())
          .isEqualTo("rpm");

      // And a definition that is wrong ends with 2
      assertThat(shell.run("run", file.toString(), "--rehearse", "--set", "nonsense=1"))
          .isEqualTo(2);
      assertThat(shell.run("run", file.toString(), "--rehearse", "--format", "junit")).isEqualTo(2);
    }
  }

  @Test
  void shouldOnlySubmitWithoutWatching() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("run", file.toString(), "--no-watch")).isZero();
      assertThat(shell.out().strip()).isEqualTo(FakeServer.ID);
      assertThat(server.requests).doesNotContain("GET /v1/runs/" + FakeServer.ID);
    }
  }

  @Test
  void shouldPrintTheProblemOfTheServer() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("run", file.toString(), "--set", "nonsense=1")).isEqualTo(2);
      assertThat(shell.err())
          .contains("Invalid (invalid)", "Mend the fields.", "  - nonsense: is not known");

      assertThat(shell.set("ASSAY_API_KEY", "wrong").run("run", file.toString())).isEqualTo(2);
      assertThat(shell.err()).contains("Unauthorized", "ASSAY_API_KEY");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheCommandLine() throws Exception {
    Shell shell = new Shell(folder.resolve("home")).set("ASSAY_URL", "http://127.0.0.1:1");

    Path absent = folder.resolve("absent.yaml");
    assertThat(shell.run("run", absent.toString())).isEqualTo(2);
    assertThat(shell.err().strip())
        .isEqualTo("There is no file " + absent + "; looked for " + absent + ".");
    assertThat(shell.run("run", "sub/absent")).isEqualTo(2);
    assertThat(shell.err()).contains(Path.of("sub/absent").toAbsolutePath().toString());
    assertThat(shell.run("run")).isEqualTo(2);
    assertThat(shell.err()).contains("Missing required parameter: 'FILE|NAME'").contains("Usage:");
    assertThat(shell.run("run", file.toString(), "--format", "pdf")).isEqualTo(2);
    assertThat(shell.err()).contains("'--format'", "text", "junit", "pdf");
    assertThat(shell.run("run", file.toString(), "--limit", "few")).isEqualTo(2);
    assertThat(shell.err()).contains("'--limit'", "'few'");
    assertThat(shell.run("rum")).isEqualTo(2);
    assertThat(shell.err()).contains("'rum'").containsPattern("Did you mean.*run");
    assertThat(shell.run()).isEqualTo(2);
    assertThat(shell.err()).contains("assay init", "assay run examples/support-qa/eval.yaml");
    assertThat(shell.run("run", file.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("Cannot reach http://127.0.0.1:1");
    assertThat(shell.set("ASSAY_URL", "ftp://x").run("run", file.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("ASSAY_URL must begin with http", "ftp://x");
    assertThat(shell.set("ASSAY_URL", "http://a b").run("run", file.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("ASSAY_URL is no address").doesNotContain("Exception");
  }

  /** The report q-export. */
  @Test
  void shouldFailByTheGateThoughTheFileIsWritten() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);
      Path junit = folder.resolve("gate.xml");

      assertThat(shell.run("gate", "latest", "--junit", junit.toString())).isEqualTo(1);
      assertThat(junit).content().startsWith("<?xml").contains("<testsuite");
    }
  }

  @Test
  void shouldFindRunsByBeginningAndByLatest() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("show", "0199", "--items", "--failed")).isZero();
      assertThat(shell.out()).contains("#1 q1");
      assertThat(shell.run("watch", "ffff")).isEqualTo(2);
      assertThat(shell.err()).contains("No run begins with ffff");
      assertThat(shell.run("cancel", "latest")).isEqualTo(2);
      assertThat(shell.err()).contains("the run is successful");
      assertThat(shell.run("list")).isZero();
      assertThat(shell.out()).contains("nightly");
    }
  }

  @Test
  void shouldBringDatasetsInAndOut() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      Shell shell = new Shell(folder.resolve("home")).with(server);
      Path out = folder.resolve("out.csv");

      assertThat(shell.run("dataset", "import", folder.resolve("items.jsonl").toString())).isZero();
      assertThat(shell.out()).startsWith("items@4  2 items");
      assertThat(
              shell.run("dataset", "export", "items", "--format", "csv", "--out", out.toString()))
          .isZero();
      assertThat(out).hasContent("id,input");
      assertThat(shell.run("dataset", "list")).isZero();
      assertThat(shell.out()).contains("items");
      assertThat(shell.run("dataset", "import", "--help")).isZero();
      assertThat(shell.run("dataset")).isEqualTo(2);
    }
  }

  @Test
  void shouldSayWhichVersionItIs() {
    Shell shell = new Shell(folder.resolve("home"));
    assertThat(shell.run("--version")).isZero();
    assertThat(shell.out()).startsWith("assay ");
  }
}
