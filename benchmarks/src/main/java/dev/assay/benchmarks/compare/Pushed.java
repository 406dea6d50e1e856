package dev.assay.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.benchmarks.stack.JsonHttp;
import dev.assay.benchmarks.stack.RunFollower;
import dev.assay.common.json.Json;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs whose answers are pushed. Seven sentences in ten are said word for word, the others with a
 * word changed; so the scores of both scorers differ between two runs, and every latency does.
 */
final class Pushed {
  private static final String DATASET = "compare";
  private static final int BATCH = 500;
  private static final String[] WORDS = {
    "water", "stone", "bridge", "river", "cloud", "garden", "window", "street", "paper", "music"
  };

  private final JsonHttp api;
  private final int items;

  /** Makes the dataset, with five sections and three labels. */
  Pushed(JsonHttp api, int items) {
    this.api = api;
    this.items = items;
    JsonNode created = api.post("/v1/datasets", node().put("name", DATASET));
    StringBuilder lines = new StringBuilder();
    for (int n = 0; n < items; n++) {
      ObjectNode item = node().put("id", "i" + n).put("input", "Say sentence " + n + ".");
      item.put("expected", sentence(n)).put("section", "s" + n % 5).put("label", "l" + n % 3);
      lines.append(item).append('\n');
    }
    JsonNode version = api.upload("/v1/datasets/" + DATASET + "/versions", lines.toString());
    if (version.path("item_count").asInt() != items) {
      throw new IllegalStateException("The dataset is not what was uploaded: " + version);
    }
    System.err.println("dataset " + created.path("name").asText() + ": " + items + " items");
  }

  /** One run to its end; another seed gives other answers. */
  String run(String name, long seed) {
    ObjectNode launch = node().put("name", name);
    launch.putObject("target").put("push", true);
    launch.putObject("dataset").put("name", DATASET);
    launch
        .putArray("scorers")
        .add(node().put("id", "exact_match").put("threshold", 1))
        .add(node().put("id", "levenshtein").put("threshold", 0.95));
    String id = api.post("/v1/runs", launch).get("id").asText();
    SplittableRandom random = new SplittableRandom(seed);
    for (int from = 0; from < items; from += BATCH) {
      ObjectNode body = node();
      ArrayNode results = body.putArray("results");
      for (int n = from; n < Math.min(items, from + BATCH); n++) {
        results
            .addObject()
            .put("item_id", "i" + n)
            .put("output", said(n, random))
            .put("latency_ms", 200 + random.nextInt(800));
      }
      JsonNode unused = api.post("/v1/runs/" + id + "/results", body);
    }
    JsonNode unused = api.post("/v1/runs/" + id + "/complete", node());
    return ended(id);
  }

  private String ended(String id) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      JsonNode run = new RunFollower(api, timer).ended(id, Duration.ofMinutes(10));
      System.err.println("run " + id + ": " + run.get("status").asText() + " " + run.get("counts"));
      return id;
    } finally {
      timer.shutdownNow();
    }
  }

  private static String said(int n, SplittableRandom random) {
    String right = sentence(n);
    return random.nextInt(10) < 7
        ? right
        : right.replaceFirst("\\w+", WORDS[random.nextInt(WORDS.length)]);
  }

  private static String sentence(int n) {
    SplittableRandom random = new SplittableRandom(n);
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 8; word++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.append(n).toString();
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
