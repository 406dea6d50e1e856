package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Events;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.Subscriber;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The main job from start to stop, as a user does it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
  private static final int ITEMS = 300;

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start("main-job", 2);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void shouldSettleARunThatIsLaunchedOverRest() throws IOException {
    // Given a dataset, and a gate that the simulated provider passes
    Api api = stack.api();
    JsonNode version = api.importDataset("main", Items.lines("main", ITEMS));
    assertThat(version.path("item_count").asInt()).isEqualTo(ITEMS);
    ObjectNode launch = Items.launch("main", "simulated", 16);
    launch.putArray("gate").addObject().put("type", "pass_rate").put("min", 0.95);

    // When it runs, and somebody watches from the first event on
    String run = api.launch(launch);
    try (Subscriber subscriber = new Subscriber(List.of(stack.url()), stack.key(), run, 0)) {
      JsonNode ended = api.awaitEnd(run);

      // Then everything is settled, counted, judged, told and exported
      assertThat(ended.path("status").asText()).isEqualTo("successful");
      assertThat(ended.path("verdict").asText()).isEqualTo("pass");
      assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(ITEMS);
      assertThat(ended.path("summary").path("scorers").path("exact_match").path("mean").asDouble())
          .isEqualTo(1.0);
      Events.checkComplete(subscriber, stack.database(), run);
      assertThat(subscriber.events().size()).isEqualTo(ended.path("last_seq").asInt());
    }
    Invariants.check(stack.database(), run);
    assertThat(stack.database().number("select count(*) from scores where run_id = ?::uuid", run))
        .isEqualTo(2L * ITEMS);
    exportsHaveAllItems(api, run);
  }

  private static void exportsHaveAllItems(Api api, String run) {
    String export = "/v1/runs/" + run + "/export?format=";
    JsonNode json = api.ask("GET", export + "json", null);
    assertThat(json.path("items").size()).isEqualTo(ITEMS);
    assertThat(json.path("run").path("id").asText()).isEqualTo(run);
    List<JsonNode> lines =
        api.send("GET", export + "jsonl", null).text().lines().map(Api::json).toList();
    assertThat(lines).hasSize(ITEMS);
    assertThat(lines)
        .allSatisfy(
            line -> {
              int position = line.path("position").asInt();
              assertThat(line.path("output").asText()).isEqualTo(Items.expected("main", position));
              assertThat(line.path("scores").path("exact_match").path("score").asDouble())
                  .isEqualTo(1.0);
            });
    assertThat(lines.stream().map(line -> line.path("item_id").asText()).distinct()).hasSize(ITEMS);
    List<String> csv = api.send("GET", export + "csv", null).text().lines().toList();
    assertThat(csv).hasSize(ITEMS + 1);
    assertThat(csv.get(0)).contains("item_id", "score_exact_match", "score_levenshtein");
  }

  @Test
  @Order(2)
  void shouldExitByTheVerdict(@TempDir Path folder) throws IOException {
    // Given an evaluation file with some wrong answers, and a gate that asks for none
    Files.write(folder.resolve("items.jsonl"), Items.lines("verdict", 40));
    Path file =
        Files.writeString(
            folder.resolve("eval.yaml"),
            """
            name: verdict
            providers:
              flawed: {kind: simulated, options: {seed: 3, error_rate: 0.3}}
            target: {provider: flawed, model: simulated, prompt: {user: "{{input}}"}}
            dataset: {file: items.jsonl}
            scorers: [{id: exact_match, threshold: 1}]
            gate: [{type: pass_rate, min: 1}]
            """);

    // When it is run as it is, with a gate it passes, with a scorer that does not exist, and with a
    // provider that nobody is
    Cli cli = stack.cli();
    Cli.Result failed = cli.run("run", file.toString(), "--format", "json");
    Cli.Result passed = cli.run("run", file.toString(), "--set", "gate.0.min=0.2");
    Cli.Result wrong = cli.run("run", file.toString(), "--set", "scorers.0.id=no_such_scorer");
    Cli.Result list = cli.run("list");

    // Then the exit codes are those of the manual
    assertThat(failed.code()).as(failed.err()).isEqualTo(1);
    assertThat(Api.json(failed.out()).path("verdict").asText()).isEqualTo("fail");
    assertThat(passed.code()).as(passed.err()).isZero();
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.err()).contains("no_such_scorer");
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.out()).contains("verdict");
  }

  @Test
  @Order(3)
  void shouldShowTheTextOfAStreamedAnswerGrow() throws IOException {
    // Given a target that streams its answers over two seconds
    Api api = stack.api();
    api.importDataset("streamed", Items.lines("streamed", 8));
    ObjectNode provider = Api.object().put("name", "streaming").put("kind", "simulated");
    provider.putObject("options").put("latency", 2_000).put("pieces", 12);
    api.ask("PUT", "/v1/providers/streaming", provider);
    ObjectNode launch = Items.launch("streamed", "streaming", 4);
    launch.withObject("/target").put("stream", true);

    // When somebody watches it
    String run = api.launch(launch);
    try (Subscriber subscriber = new Subscriber(List.of(stack.url()), stack.key(), run, 0)) {
      JsonNode ended = api.awaitEnd(run);
      assertThat(ended.path("verdict").asText()).isEqualTo("none");
      Events.checkComplete(subscriber, stack.database(), run);

      // Then the text of an item was seen to grow towards its answer, and never too often
      Map<Integer, List<String>> texts = new TreeMap<>();
      for (Subscriber.Event event : subscriber.passing()) {
        JsonNode data = Api.json(event.data());
        if (event.type().equals("item.activity") && data.path("kind").asText().equals("text")) {
          texts
              .computeIfAbsent(data.path("position").asInt(), p -> new ArrayList<>())
              .add(data.path("text").asText());
        }
      }
      assertThat(texts.values()).anySatisfy(seen -> assertThat(seen).hasSizeGreaterThan(2));
      texts.forEach(
          (position, seen) -> {
            String whole = Items.expected("streamed", position);
            assertThat(seen).allSatisfy(text -> assertThat(whole).startsWith(text));
            // What the broker handed out twice, on a busy machine, is told from its beginning
            // twice.
            if (asked(run, position) == 1) {
              assertThat(seen).isSortedAccordingTo(Comparator.comparingInt(String::length));
            }
          });
    }
    assertThat(
            stack
                .database()
                .number(
                    "select count(*) from units where run_id = ?::uuid and ttft_ms is null", run))
        .isZero();
  }

  /** How often an item was asked, as the ledger has it. */
  private static long asked(String run, int position) {
    return stack
        .database()
        .number(
            "select count(*) from attempts a join units u on u.run_id = a.run_id and u.n = a.n"
                + " where u.run_id = ?::uuid and u.position = ?",
            run,
            position);
  }

  @Test
  @Order(4)
  void shouldRehearseBeforeAnythingIsPaidFor(@TempDir Path folder) throws IOException {
    // Given an evaluation at a provider that nobody could reach, with limits
    Files.write(folder.resolve("items.jsonl"), Items.lines("rehearsed", 60));
    Path file =
        Files.writeString(
            folder.resolve("eval.yaml"),
            """
            name: rehearsed
            providers:
              faraway:
                kind: openai
                base_url: "http://127.0.0.1:9/v1"
                limits: {rpm: 30}
                models: {gpt-x: {price_in: 1, price_out: 4}}
            target: {provider: faraway, model: gpt-x, prompt: {user: "{{input}}"}}
            dataset: {file: items.jsonl}
            scorers: [{id: exact_match, threshold: 1}]
            gate: [{type: pass_rate, min: 0.9}]
            """);

    // When it is rehearsed
    Cli.Result rehearsed =
        stack.cli().run("run", file.toString(), "--rehearse", "--format", "json");

    // Then the way was tried without that provider, and the whole is forecast
    assertThat(rehearsed.code()).as(rehearsed.err()).isZero();
    JsonNode preview = Api.json(rehearsed.out());
    assertThat(preview.at("/rehearsal/answered").asInt()).isEqualTo(20);
    assertThat(preview.at("/rehearsal/scorers/exact_match/mean").asDouble()).isEqualTo(1.0);
    assertThat(preview.at("/rehearsal/verdict").asText()).isEqualTo("pass");
    assertThat(preview.at("/forecast/bottleneck").asText()).isEqualTo("rpm");
    assertThat(preview.at("/forecast/duration_s/expected").asDouble()).isBetween(115.0, 150.0);
    assertThat(preview.at("/forecast/cost/expected").asDouble()).isPositive();
    assertThat(
            stack.database().number("select count(*) from runs where provider_name = ?", "faraway"))
        .isZero();
  }

  @Test
  @Order(5)
  void shouldRunSeveralTargetsSideBySideAndEndEarly(@TempDir Path folder) throws IOException {
    // Given two models of which one is hopeless, a gate, and leave to end when the verdict is known
    Files.write(folder.resolve("items.jsonl"), Items.lines("targets", 2_000));
    Path file =
        Files.writeString(
            folder.resolve("eval.yaml"),
            """
            name: targets
            providers:
              good: {kind: simulated, options: {seed: 1, latency: 20}}
              poor: {kind: simulated, options: {seed: 1, latency: 20, error_rate: 0.9}}
            targets:
              - {provider: good, model: better, prompt: {user: "{{input}}"}}
              - {provider: poor, model: worse, alias: hopeless, prompt: {user: "{{input}}"}}
            dataset: {file: items.jsonl}
            scorers: [{id: exact_match, threshold: 1}]
            gate: [{type: pass_rate, min: 0.8}]
            concurrency: 8
            early_stop: {alpha: 0.05}
            """);

    // When they are run
    Cli.Result json = stack.cli().run("run", file.toString(), "--format", "json");

    // Then the worse verdict counts, and neither asked for more than it needed
    assertThat(json.code()).as(json.err()).isEqualTo(1);
    JsonNode group = Api.json(json.out());
    JsonNode better = group.at("/runs/0");
    JsonNode worse = group.at("/runs/1");
    assertThat(better.path("alias").asText()).isEqualTo("better");
    assertThat(worse.path("alias").asText()).isEqualTo("hopeless");
    assertThat(better.path("verdict").asText()).isEqualTo("pass");
    assertThat(worse.path("verdict").asText()).isEqualTo("fail");
    for (JsonNode run : List.of(better, worse)) {
      assertThat(run.at("/counts/skipped").asInt()).isPositive();
      assertThat(run.at("/stopped/alpha").asDouble()).isEqualTo(0.05);
      Invariants.check(stack.database(), run.path("id").asText());
    }
    String path = "/v1/runs?group=" + group.path("group").asText();
    assertThat(stack.api().ask("GET", path, null).path("data")).hasSize(2);
  }

  @Test
  @Order(6)
  void shouldLeaveNothingBehindWhenItStops() {
    // Given a stack that runs, with its processes and ports
    JsonNode before = stack.status();
    assertThat(before.path("running").asBoolean()).isTrue();
    assertThat(before.path("processes").properties().stream().map(e -> e.getKey()))
        .contains(
            "supervisor",
            "postgres",
            "broker",
            "run-service",
            "worker-service",
            "worker-service-2",
            "scoring-service",
            "simulator");
    List<Integer> ports = stack.ports();
    assertThat(ports).allMatch(MainJobTest::answers);

    // When it is stopped
    Cli.Result down = stack.cli().run("down");

    // Then no process and no open port is left, and status says so
    assertThat(down.code()).as(down.err()).isZero();
    assertThat(stack.processes()).isEmpty();
    assertThat(ports).noneMatch(MainJobTest::answers);
    assertThat(stack.status().path("running").asBoolean()).isFalse();
    assertThat(stack.status().path("processes")).isEmpty();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
