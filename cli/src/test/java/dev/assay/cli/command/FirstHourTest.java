package dev.assay.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.command.evaluate.DeleteCommand;
import dev.assay.cli.command.start.InitCommand;
import dev.assay.cli.evalfile.DotEnv;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.cli.evalfile.Submission;
import dev.assay.cli.terminal.Console;
import dev.assay.common.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a new user does with the command, against a server that answers as documented. */
class FirstHourTest {
  private static final String RUN = "/v1/runs/" + FakeServer.ID;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:7400/?token=as_x, as_key, ASSAY_API_KEY",
    "http://127.0.0.1:99999, as_key, 65535",
    "http:///v1, as_key, host",
    "http://127.0.0.1:1, 'as_ key', no key has",
  })
  void shouldSayWhatIsWrongWithTheAddressOrTheKey(String url, String key, String words) {
    Shell shell = new Shell(folder.resolve("home")).set("ASSAY_URL", url).set("ASSAY_API_KEY", key);

    assertThat(shell.run("list")).isEqualTo(2);
    assertThat(shell.err()).contains(words).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "text, simulated, support-qa",
    "json, openai, invoice-extraction",
    "choice, anthropic, multiple-choice",
    "judged, ollama, criteria",
    "judged, simulated, criteria"
  })
  void shouldWriteAnEvaluationThatCanBeSubmitted(String answers, String kind, String like)
      throws Exception {
    Path made = folder.resolve("My Eval");
    Shell shell = new Shell(folder.resolve("home"));
    String[] words = {
      "init", made.toString(), "--answers", answers, "--provider", kind, "--model", "a \"b\": c"
    };

    assertThat(shell.run(words)).isZero();

    assertThat(shell.err()).contains("examples/" + like, "assay run " + made.resolve("eval.yaml"));
    Submission submission =
        Submission.of(EvalFile.read(made), Map.of("OPENAI_API_KEY", "k"), Map.of());
    assertThat(submission.body().at("/target/model").asText()).isEqualTo("a \"b\": c");
    String provider = submission.body().at("/target/provider").asText();
    assertThat(submission.providers()).containsOnlyKeys(provider);
    assertThat(submission.providers().get(provider).get("kind").asText()).isEqualTo(kind);
    assertThat(submission.datasetFile()).isPresent();
    assertThat(submission.body().get("name").asText()).isEqualTo("my-eval");
    assertThat(Files.readString(made.resolve("eval.yaml"))).doesNotContain("@");
    for (String line : Files.readAllLines(made.resolve("items.jsonl"))) {
      JsonNode item = Json.strict().readTree(line);
      assertThat(item.hasNonNull("input") && item.hasNonNull("expected")).as(line).isTrue();
    }

    // And nothing is overwritten
    assertThat(shell.run(words)).isEqualTo(2);
    assertThat(shell.err()).contains("is there already");
  }

  @Test
  void shouldAskThreeQuestionsAndTakeDefaultsWhereNobodyAnswers() throws Exception {
    Path asked = folder.resolve("asked");
    assertThat(init("json\n\nmy-model\n", asked.toString())).isZero();
    assertThat(said()).contains("1  a short text", "Who is asked", "Which model?");
    assertThat(Files.readString(asked.resolve("eval.yaml")))
        .contains("field_accuracy", "kind: simulated", "model: \"my-model\"");

    assertThat(init("", folder.resolve("silent").toString())).isZero();
    assertThat(Files.readString(folder.resolve("silent/eval.yaml")))
        .contains("contains", "kind: simulated", "simulated-small");
  }

  @Test
  void shouldShowOneItemWithAllThatIsKnownOfIt() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      server.canned.put(
          "GET " + RUN + "/items/1",
          """
          {"summary":{"position":1,"item_id":"q1","status":"failed","section":"billing"},
           "prompt":[{"role":"system","content":"Be brief."},
             {"role":"user","content":"Two\\nlines \\u001b[31mred"}],
           "item":{"id":"q1","input":"?","expected":{"total":12.5,"vendor":"A"}},
           "answer":{"output":"{\\"total\\":12.50,\\"vendor\\":\\"B\\"}","finish_reason":"length",
             "model":"m-1","latency_ms":812,"tokens_in":1200,"tokens_out":20},
           "scores":[{"key":"leaves","status":"success","score":0.5,"passed":false,
             "reason":"1 of 2"}],
           "attempts":[{"number":1,"judge":null,"outcome":"overloaded","http_status":503,
              "duration_ms":40,"wait_ms":500,"cost":null,"error":"busy"},
             {"number":2,"outcome":"ok","http_status":200,"duration_ms":812,"cost":0.25}],
           "spending":{"billed":null,"known_billed":0.25,"cost_known":false}}
          """);
      Shell shell = new Shell(folder.resolve("home")).with(server);

      for (String item : List.of("1", "q1", "#1")) {
        assertThat(shell.run("show", "latest", item)).as(item).isZero();
        assertThat(shell.out())
            .contains("#1 q1  failed  (section billing · m-1 · ended by length · 812 ms")
            .contains("cost ≥ 0.25", "SYSTEM\n  Be brief.", "USER\n  Two\n  lines red")
            .contains("ANSWERED\n  {\"total\":12.50,\"vendor\":\"B\"}", "EXPECTED\n")
            .contains("FIELDS THAT DIFFER\n  vendor: expected \"A\", answered \"B\"\n")
            .containsPattern("leaves +0.500 +no +1 of 2")
            .containsPattern("1 +overloaded +503 +40 +500 +– +busy")
            .containsPattern("2 +ok +200 +812 +0 +0.25")
            .doesNotContain("\u001b", "total: expected");
      }
      assertThat(shell.run("show", "latest", "1", "--format", "json")).isZero();
      assertThat(Json.mapper().readTree(shell.out()).at("/answer/model").asText()).isEqualTo("m-1");
      assertThat(shell.run("show", "latest", "absent")).isEqualTo(2);
      assertThat(shell.err()).contains("no item absent", "--items");
    }
  }

  @Test
  void shouldListWithModelCostAndTime() throws Exception {
    try (FakeServer server = new FakeServer("successful", "fail")) {
      server.canned.put(
          "GET /v1/runs",
          """
          {"data":[{"id":"01990000-0000-7000-8000-000000000001","name":"nightly",
            "status":"successful","verdict":"pass","target":{"model":"m-1"},"cost":null,
            "known_cost":0.25,"counts":{"total":1200,"passed":1200},
            "queued_at":"2026-01-01T00:00:00Z","started_at":"2026-01-01T00:00:01Z",
            "finished_at":"2026-01-01T00:01:06.5Z"}]}
          """);
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("list")).isZero();
      assertThat(shell.out())
          .containsPattern(
              "01990000-0000-7000 +nightly +m-1 +successful +pass +1,200 +1,200 +0 +0 +≥ 0.25"
                  + " +1:06 min +\\d+ d ago|01990000-0000-7000 +nightly .*≥ 0.25 +1:0[56] min");
    }
  }

  @Test
  void shouldCompareByAliasWhateverTheAliasIs() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      for (String alias : List.of("model-a", "a", "a-very-long-alias-that-goes-on-and-on")) {
        server.canned.put(
            "POST /v1/comparisons",
            """
            {"by":"alias","baseline":"%1$s","warnings":[],
             "sides":[{"name":"%1$s","runs":[{"id":"x","alias":"%1$s"}]},
                      {"name":"b","runs":[{"id":"y","alias":"b"},{"id":"z","alias":"b"}]}],
             "comparisons":[{"other":"b","paired":3,"scorers":[]}]}
            """
                .formatted(alias));
        Shell shell = new Shell(folder.resolve("home")).with(server);

        assertThat(shell.run("compare", FakeServer.ID, FakeServer.OTHER, "--by-alias"))
            .as(alias)
            .isZero();
        assertThat(shell.out()).contains(alias.substring(0, Math.min(10, alias.length())));
        assertThat(shell.err()).doesNotContain("Exception");
      }
    }
  }

  @Test
  void shouldResumeRerunAndDelete() throws Exception {
    try (FakeServer server = new FakeServer("cancelled", "none")) {
      server.canned.put(
          "POST " + RUN + "/resume", "{\"id\":\"" + FakeServer.ID + "\",\"status\":\"queued\"}");
      server.canned.put(
          "POST " + RUN + "/rerun", "{\"id\":\"" + FakeServer.OTHER + "\",\"status\":\"queued\"}");
      server.canned.put("DELETE " + RUN, "");
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("resume", "latest")).isZero();
      assertThat(shell.out().strip()).isEqualTo(FakeServer.ID + "  queued");
      assertThat(shell.run("rerun", "latest")).isZero();
      assertThat(shell.out().strip()).isEqualTo(FakeServer.OTHER + "  queued");

      // Deleting asks
      assertThat(delete(server, "no\n", "latest")).isNotZero();
      assertThat(delete(server, "", "latest")).isNotZero();
      assertThat(said()).contains("nightly, 2 items", "give --yes");
      assertThat(server.requests).doesNotContain("DELETE " + RUN);
      assertThat(delete(server, "yes\n", "latest")).isZero();
      assertThat(server.requests).containsOnlyOnce("DELETE " + RUN);
      assertThat(shell.run("delete", "latest", "--yes")).isZero();
      assertThat(shell.out().strip()).isEqualTo(FakeServer.ID + "  deleted");
    }
  }

  @Test
  void shouldMakeListAndRevokeKeys() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      server.canned.put(
          "POST /v1/keys",
          "{\"id\":\"k1\",\"name\":\"ci\",\"scopes\":[\"run\",\"write\"],\"key\":\"as_x\"}");
      server.canned.put(
          "GET /v1/keys", "{\"data\":[{\"id\":\"k1\",\"name\":\"ci\",\"scopes\":[\"run\"]}]}");
      server.canned.put("DELETE /v1/keys/k1", "");
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("keys", "add", "ci", "--scope", "run,write", "--expires", "90d"))
          .isZero();
      assertThat(shell.out().strip()).isEqualTo("as_x");
      assertThat(shell.err()).contains("run, write", "cannot be shown again");
      assertThat(server.bodies.get("POST /v1/keys").get("scopes")).hasSize(2);
      assertThat(shell.run("keys", "list")).isZero();
      assertThat(shell.out()).containsPattern("k1 +ci +run +never +–");
      assertThat(shell.run("keys", "revoke", "k1")).isZero();
      assertThat(shell.run("keys", "add", "ci", "--scope", "run", "--expires", "soon"))
          .isEqualTo(2);
      assertThat(shell.err()).contains("90d");
    }
  }

  @Test
  void shouldSayHowToReplaceAndHowToTryAProvider() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      server.refused.put("POST /v1/providers", "409 {\"detail\":\"PUT /v1/providers/openai\"}");
      server.refused.put(
          "POST /v1/providers/openai/test",
          "422 {\"title\":\"Invalid\",\"detail\":\"Name the model to try: the record lists"
              + " none.\"}");
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("providers", "add", "openai", "--kind", "openai")).isEqualTo(2);
      assertThat(shell.err()).contains("openai already", "--replace").doesNotContain("PUT /v1");
      assertThat(shell.run("providers", "test", "openai")).isEqualTo(2);
      assertThat(shell.err()).contains("assay providers test openai --model MODEL");

      server.refused.clear();
      server.canned.put("POST /v1/providers", "{\"name\":\"openai\",\"kind\":\"openai\"}");
      String[] add = {"providers", "add", "openai", "--kind", "openai", "--credential-env", "KEY"};
      assertThat(shell.run(add)).isZero();
      assertThat(shell.err())
          .contains("test openai --model MODEL", "read KEY from their own environment");
    }
  }

  @Test
  void shouldCompleteEveryCommandAndItsOptions() {
    Shell shell = new Shell(folder.resolve("home"));

    assertThat(shell.run("completion")).isZero();
    assertThat(shell.out()).contains("complete -F", "rehearse", "--by-alias", "revoke");
  }

  @Test
  void shouldNotCallAFaultOfItsOwnAFailedGate() throws Exception {
    try (FakeServer server = new FakeServer("successful", "pass")) {
      // A server that answers with something else than it documents
      server.canned.put("GET /v1/runs", "{\"data\":[{\"id\":\"zzzz\"}]}");
      Shell shell = new Shell(folder.resolve("home")).with(server);

      assertThat(shell.run("export", "latest", "--out", folder.resolve("no/such/x").toString()))
          .isEqualTo(2);
      assertThat(shell.err()).contains("There is no file or folder").doesNotContain("\tat ");
    }
  }

  @Test
  void shouldReadVariablesAsPeopleWriteThem() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "# c\n\nA=1\nexport B = two words  # said\nC='#x $A'\nD=\"a\\\"b\\nc\" # d\nE=\nF=x#y\n");

    assertThat(DotEnv.beside(folder.resolve("eval.yaml")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("A", "1", "B", "two words", "C", "#x $A", "D", "a\"b\nc", "E", "", "F", "x#y"));
    assertThat(DotEnv.beside(folder.resolve("elsewhere/eval.yaml"))).isEmpty();
  }

  private int init(String typed, String... words) {
    return execute(new InitCommand(context(null), input(typed)), words);
  }

  private int delete(FakeServer server, String typed, String... words) {
    return execute(new DeleteCommand(context(server), input(typed)), words);
  }

  private int execute(Object command, String... words) {
    out.reset();
    err.reset();
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              context(null).console().say(problem.getMessage());
              return ExitCode.USAGE;
            })
        .execute(words);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Context context(FakeServer server) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            100);
    String home = folder.resolve("home").toString();
    return new Context(
        console,
        server == null
            ? Map.of("ASSAY_HOME", home)
            : Map.of("ASSAY_HOME", home, "ASSAY_URL", server.url(), "ASSAY_API_KEY", "as_key"));
  }

  private static ByteArrayInputStream input(String typed) {
    return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
  }
}
