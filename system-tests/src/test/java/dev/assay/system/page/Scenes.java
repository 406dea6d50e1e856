package dev.assay.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A workspace as somebody has it who has worked with Assay for a while, and what is hard to draw:
 * names that are too long, one item only, none at all.
 */
final class Scenes {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
  private static final String EXAMPLE = "support-qa";
  private static final String PROVIDER = EXAMPLE + "-simulated";
  private static final String NIGHTLY = "support-nightly";
  private static final String TRAFFIC = "invoice-corrections";
  private static final String LONG =
      "answers-of-the-web-shop-in-every-language-that-it-speaks-collected-in-autumn-and-winter";

  private final Api api;
  private final ObjectNode evaluation = evaluation();
  private final String small;
  private final String large;
  private final String wordy;
  private final String single;
  private final String corrected;

  private Scenes(Stack stack) {
    api = stack.api();
    wordy = longNames();
    single = oneItem();
    api.ask("POST", "/v1/datasets", Api.object().put("name", "empty"));
    examples(stack.cli());
    corrected = traffic(stack.cli());
    proposal(stack);
    api.ask("PUT", "/v1/evaluations/" + EXAMPLE, evaluation);
    small = again("simulated-small", 8, 0.16);
    large = again("simulated-large", 7, 0.06);
    nightly();
  }

  /** Fills a workspace. */
  static Scenes in(Stack stack) {
    return new Scenes(stack);
  }

  /** The views of that workspace, by the names of their pictures. */
  Map<String, String> views() {
    Map<String, String> views = new LinkedHashMap<>();
    views.put("launch", "/launch?evaluation=" + EXAMPLE);
    views.put("run", "/runs/" + large);
    views.put("item", "/runs/" + small + "/items/" + worst() + "?status=failed");
    views.put("compare", "/compare?runs=" + small + "," + large + "&baseline=" + small);
    views.put("evaluation", "/evaluations/" + EXAMPLE + "?tab=runs");
    views.put("dataset", "/datasets/" + EXAMPLE);
    views.put("traffic", "/traffic");
    views.put("evaluate", "/traffic/evaluate?source_type=skill&id=invoice-reader");
    views.put("outcome", "/runs/" + corrected);
    views.put("review", "/traffic/review?queue=" + TRAFFIC);
    views.put("skill", "/skills/invoice-reader?v=2");
    views.put("scorers", "/scorers");
    views.put("provider", "/providers/" + PROVIDER);
    views.put("settings", "/settings");
    return views;
  }

  /** Views that nobody needs a picture of. */
  Map<String, String> more() {
    Map<String, String> views = new LinkedHashMap<>();
    for (String list : List.of("compare", "evaluations", "datasets", "providers")) {
      views.put("all " + list, "/" + list);
    }
    for (String tab : List.of("workspace", "prices", "cache", "passports", "audit", "about")) {
      views.put(tab, "/settings?tab=" + tab);
    }
    for (String tab : List.of("definition", "versions", "edit")) {
      views.put("evaluation " + tab, "/evaluations/" + EXAMPLE + "?tab=" + tab);
    }
    views.put("a flip", "/compare?runs=" + small + "," + large + "&flip=" + flip() + "/0");
    views.put("one side", "/compare?runs=" + small);
    views.put("dataset versions", "/datasets/" + EXAMPLE + "?tab=versions");
    views.put("dataset item", "/datasets/" + EXAMPLE + "?item=2");
    views.put("skills", "/skills");
    views.put("skill versions", "/skills/invoice-reader?tab=versions&v=2");
    views.put("skill runs", "/skills/invoice-reader?tab=runs");
    views.put("sources", "/traffic?tab=sources");
    views.put("record", "/traffic?open=inv-001");
    views.put("asking again", "/traffic/evaluate?source_type=skill&id=invoice-reader&mode=replay");
    views.put("a new queue", "/traffic/review?create=true");
    views.put("scorer", "/scorers/levenshtein");
    views.put("trying a scorer", "/scorers/levenshtein?tab=try");
    views.put("a new scorer", "/scorers?create=judge");
    views.put("a new provider", "/providers?create=true");
    views.put("launch sheet", "/runs?launch=new");
    views.put("long run", "/runs/" + wordy);
    views.put("long item", "/runs/" + wordy + "/items/1");
    views.put("long dataset", "/datasets/" + LONG);
    views.put("one item", "/runs/" + single);
    views.put("no version", "/datasets/empty");
    return views;
  }

  /** Launches a run of 600 items and waits until it is well under way. */
  String underWay() {
    ObjectNode run = launch(NIGHTLY, "simulated-large").put("dataset", NIGHTLY);
    run.put("name", "support nightly").put("alias", "branch:main").put("concurrency", 24);
    run.putArray("scorers").add(scorer("contains", "fact", 1)).add("levenshtein");
    run.putArray("gate").addObject().put("type", "pass_rate").put("min", 0.9);
    String id = api.launch(run);
    await().atMost(Patience.LONG).until(() -> api.run(id).at("/counts/passed").asInt() > 250);
    return id;
  }

  /** A key to a workspace in which nothing has been done. */
  String emptyWorkspace() {
    String name = "empty-" + System.nanoTime();
    return api.ask("POST", "/v1/workspaces", Api.object().put("name", name)).path("key").asText();
  }

  private static void examples(Cli cli) {
    for (String name : List.of("invoice-extraction", "criteria", EXAMPLE)) {
      Cli.Result ran = cli.run("run", EXAMPLES.resolve(name).resolve("eval.yaml").toString());
      // 1 is a verdict that fails.
      assertThat(ran.code()).as("%s: %s", name, ran.err()).isBetween(0, 1);
    }
  }

  private String traffic(Cli cli) {
    Path example = EXAMPLES.resolve(TRAFFIC);
    for (String[] command :
        new String[][] {{"import", "requests.jsonl"}, {"feedback", "feedback.jsonl"}}) {
      Cli.Result sent = cli.run("traffic", command[0], example.resolve(command[1]).toString());
      assertThat(sent.code()).as(sent.err()).isZero();
    }
    ObjectNode queue = Api.object().put("name", TRAFFIC);
    queue.putObject("rule").put("kind", "unlabelled");
    queue.putObject("filter").put("skill", "invoice-reader");
    queue.putArray("notes").add("wrong currency").add("day and month are swapped");
    api.ask("POST", "/v1/queues", queue);
    ObjectNode run = Api.object().put("name", TRAFFIC);
    run.putObject("target")
        .putObject("traffic")
        .put("source_type", "skill")
        .put("id", "invoice-reader");
    run.putArray("scorers").addObject().put("id", "field_accuracy").put("threshold", 1);
    return ended(run);
  }

  /** The skill of the traffic, and a version of it that the example's scripted model proposes. */
  private void proposal(Stack stack) {
    Path example = EXAMPLES.resolve(TRAFFIC);
    stack.simulator().learn(read(example.resolve("model.jsonl")).lines().toList());
    api.simulatedOverHttp("scripted", stack.simulator(), Api.object());
    for (String[] command :
        new String[][] {
          {"skills", "import", example.resolve("skill.yaml").toString()},
          {"optimize", corrected, "--watch"}
        }) {
      Cli.Result done = stack.cli().run(command);
      assertThat(done.code()).as(done.err()).isZero();
    }
  }

  private String again(String model, int seed, double errors) {
    provider(PROVIDER, seed, errors, 300);
    ObjectNode run = Api.object().put("evaluation", EXAMPLE).put("name", EXAMPLE + " " + model);
    ObjectNode target = evaluation.withObject("/target").deepCopy();
    run.set("target", target.put("model", model));
    return ended(run);
  }

  private String longNames() {
    provider("gateway", 4, 0.3, 50);
    api.importDataset(
        LONG,
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                i ->
                    Api.object()
                        .put("id", "an-identifier-that-is-a-whole-sentence-without-any-space-" + i)
                        .put("section", "a section with quite a long name, too")
                        .put("label", "label-with-a-long-name-and-no-space")
                        .put("input", "Question ".repeat(80) + i)
                        .put("expected", "Answer ".repeat(40) + i)
                        .toString())
            .toList());
    ObjectNode run =
        launch("gateway", "organisation/very-large-instruct-with-a-long-name-2026-11-29")
            .put("dataset", LONG)
            .put("alias", "an-alias-that-is-rather-long-for-an-alias")
            .put(
                "name",
                "A run to which somebody has given a whole sentence as its name, with the branch,"
                    + " the date, and the reason why it was launched at all");
    ArrayNode tags = run.putArray("tags");
    List.of("release-candidate-of-november", "please-do-not-delete-this", "a").forEach(tags::add);
    run.putArray("scorers")
        .add(scorer("exact_match", "exactly_the_expected_answer_and_nothing_else", 1))
        .add(scorer("levenshtein", "near", 0.9));
    run.putArray("gate")
        .addObject()
        .put("type", "pass_rate")
        .put("min", 0.9)
        .put("label", "Everything that a customer could ever have asked us has to be right");
    return ended(run);
  }

  private String oneItem() {
    ObjectNode run = launch("gateway", "simulated-small").put("name", "one item");
    ObjectNode item = run.putObject("dataset").putArray("items").addObject();
    item.put("input", "2 + 2?").put("expected", "4");
    run.putArray("scorers").add(scorer("numeric_match", "numeric_match", 1));
    run.putArray("gate").addObject().put("type", "pass_rate").put("min", 0.5);
    return ended(run);
  }

  private void nightly() {
    provider(NIGHTLY, 4, 0.05, 900);
    List<String> lines = read(EXAMPLES.resolve(EXAMPLE).resolve("items.jsonl")).lines().toList();
    api.importDataset(
        NIGHTLY,
        lines.stream()
            .flatMap(line -> IntStream.range(0, 10).mapToObj(i -> variant(line, i)))
            .toList());
  }

  private static String variant(String line, int i) {
    ObjectNode item = (ObjectNode) Api.json(line);
    return item.put("id", item.path("id").asText() + "-" + i).toString();
  }

  private void provider(String name, int seed, double errors, int latency) {
    ObjectNode provider = Api.object().put("kind", "simulated");
    ObjectNode options = provider.putObject("options").put("seed", seed).put("error_rate", errors);
    options.putObject("faults").put("503", 0.04).put("400", 0.01);
    ObjectNode times = options.putObject("latency").put("kind", "lognormal");
    times.put("mean_ms", latency).put("sigma", 0.4);
    ObjectNode models = provider.putObject("models");
    models.putObject("simulated-small").put("price_in", 0.15).put("price_out", 0.6);
    models.putObject("simulated-large").put("price_in", 2.5).put("price_out", 10);
    api.ask("PUT", "/v1/providers/" + name, provider);
  }

  private static ObjectNode launch(String provider, String model) {
    ObjectNode run = Api.object();
    run.putObject("target").put("provider", provider).put("model", model);
    run.withObject("/target/prompt").put("user", "{{input}}");
    return run;
  }

  private static ObjectNode scorer(String id, String key, double threshold) {
    return Api.object().put("id", id).put("key", key).put("threshold", threshold);
  }

  private String ended(ObjectNode run) {
    String id = api.launch(run);
    api.awaitEnd(id);
    return id;
  }

  private int worst() {
    String path = "/v1/runs/" + small + "/items?status=failed&order=score&limit=1";
    return api.ask("GET", path, null).at("/data/0/position").asInt();
  }

  private int flip() {
    String path = "/v1/comparisons/flips?baseline=" + small + "&other=" + large;
    return api.ask("GET", path, null).at("/data/0/position").asInt();
  }

  private static ObjectNode evaluation() {
    try (InputStream in = Scenes.class.getResourceAsStream("/page/support-qa.json")) {
      return (ObjectNode) Api.json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
