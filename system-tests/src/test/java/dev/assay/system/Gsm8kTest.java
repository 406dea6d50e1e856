package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The GSM8K test set with published answers: the accuracies of the paper. The data is not part of
 * the project; ASSAY_SHARED names the folder that has it below {@code data/gsm8k}.
 */
@ExtendWith(SharedStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Gsm8kTest {
  private static final int ITEMS = 1_319;
  private static final int BATCH = 500;
  private static final String ABSENT =
      "GSM8K is not here: set ASSAY_SHARED to the folder that has data/gsm8k to run this test.";

  /** No stack is started for what is not there. */
  @BeforeAll
  static void look() throws IOException {
    lines("items.jsonl");
  }

  @Order(1)
  @ParameterizedTest
  @CsvSource({"6b_finetuning, 0.216831", "175b_verification, 0.562547"})
  void shouldReproduceThePublishedAccuracy(String answers, double accuracy, Stack stack)
      throws IOException {
    // Given the items, and a run that waits for answers
    List<String> items = lines("items.jsonl");
    List<JsonNode> published =
        lines("answers-" + answers + ".jsonl").stream().map(Api::json).toList();
    Api api = stack.api();
    String dataset = "gsm8k-" + answers;
    JsonNode version = api.importDataset(dataset, items);
    assertThat(version.path("item_count").asInt()).isEqualTo(ITEMS);
    ObjectNode launch = Api.object();
    launch.putObject("target").put("push", true);
    launch.putObject("dataset").put("name", dataset);
    launch.putArray("scorers").addObject().put("id", "numeric_match").put("threshold", 1);
    String run = api.launch(launch);

    // When the published answers are pushed
    push(api, run, published);
    api.ask("POST", "/v1/runs/" + run + "/complete", null);
    JsonNode ended = api.awaitEnd(run);

    // Then the accuracy is the published one, and so is the judgement of each answer
    assertThat(ended.path("status").asText()).isEqualTo("successful");
    JsonNode scorer = ended.path("summary").path("scorers").path("numeric_match");
    System.out.printf(
        "gsm8k %s: mean=%.6f pass_rate=%.6f passed=%d of %d%n",
        answers,
        scorer.path("mean").asDouble(),
        scorer.path("pass_rate").asDouble(),
        ended.path("counts").path("passed").asInt(),
        ITEMS);
    assertThat(scorer.path("pass_rate").asDouble()).isCloseTo(accuracy, within(5e-7));
    assertThat(scorer.path("mean").asDouble()).isCloseTo(accuracy, within(5e-7));
    Map<String, Boolean> scored =
        api.send("GET", "/v1/runs/" + run + "/export?format=jsonl", null)
            .text()
            .lines()
            .map(Api::json)
            .collect(
                Collectors.toMap(
                    line -> line.path("item_id").asText(),
                    line -> line.path("scores").path("numeric_match").path("passed").asBoolean()));
    Map<String, Boolean> expected =
        published.stream()
            .collect(
                Collectors.toMap(
                    line -> line.path("id").asText(), line -> line.path("is_correct").asBoolean()));
    assertThat(scored).hasSize(ITEMS).isEqualTo(expected);
    Invariants.check(stack.database(), run);
  }

  @Order(2)
  @ParameterizedTest
  @CsvSource({"6b_finetuning, 0.216831", "175b_verification, 0.562547"})
  void shouldReproduceItFromTrafficThatPeopleCorrected(String answers, double accuracy, Stack stack)
      throws IOException {
    // Given the answers as production logged them, and the solutions as what people say is right
    Api api = stack.api();
    String skill = "gsm8k-" + answers;
    List<JsonNode> items = lines("items.jsonl").stream().map(Api::json).toList();
    List<JsonNode> published =
        lines("answers-" + answers + ".jsonl").stream().map(Api::json).toList();
    ArrayNode requests = Api.object().putArray("requests");
    ArrayNode corrections = Api.object().putArray("corrections");
    for (int i = 0; i < ITEMS; i++) {
      String id = skill + "-" + items.get(i).path("id").asText();
      requests
          .addObject()
          .put("id", id)
          .put("skill", skill)
          .put("input", items.get(i).path("input").asText())
          .put("response", published.get(i).path("output").asText());
      corrections
          .addObject()
          .put("entity_type", "request")
          .put("entity_id", id)
          .put("corrected", items.get(i).path("extra").path("solution").asText());
    }
    assertThat(api.ask("POST", "/v1/traffic/requests", requests).path("accepted").asInt())
        .isEqualTo(ITEMS);
    assertThat(api.ask("POST", "/v1/feedback", corrections).path("accepted").asInt())
        .isEqualTo(ITEMS);

    // When
    ObjectNode launch = Api.object();
    launch.putObject("target").putObject("traffic").put("source_type", "skill").put("id", skill);
    launch.putArray("scorers").addObject().put("id", "numeric_match").put("threshold", 1);
    String run = api.launch(launch);
    JsonNode ended = api.awaitEnd(run);

    // Then
    JsonNode scorer = ended.path("summary").path("scorers").path("numeric_match");
    System.out.printf(
        "gsm8k traffic %s: pass_rate=%.6f%n", answers, scorer.path("pass_rate").asDouble());
    assertThat(scorer.path("count").asInt()).isEqualTo(ITEMS);
    assertThat(scorer.path("pass_rate").asDouble()).isCloseTo(accuracy, within(5e-7));
    Invariants.check(stack.database(), run);
  }

  @Test
  @Order(3)
  void shouldSettleTheSameItemsThroughTheWorker(Stack stack) throws IOException {
    // Given the items, and the simulated provider
    Api api = stack.api();
    api.importDataset("gsm8k-worker", lines("items.jsonl"));
    ObjectNode launch = Items.launch("gsm8k-worker", "simulated", 32);
    launch.putArray("scorers").addObject().put("id", "numeric_match").put("threshold", 1);

    // When they run through the worker
    String run = api.launch(launch);
    JsonNode ended = api.awaitEnd(run);

    // Then every item is settled
    System.out.printf("gsm8k worker: %s%n", ended.path("counts"));
    assertThat(ended.path("status").asText()).isEqualTo("successful");
    assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(ITEMS);
    Invariants.check(stack.database(), run);
  }

  private static void push(Api api, String run, List<JsonNode> published) {
    for (int from = 0; from < published.size(); from += BATCH) {
      ObjectNode batch = Api.object();
      ArrayNode results = batch.putArray("results");
      for (JsonNode line : published.subList(from, Math.min(from + BATCH, published.size()))) {
        results
            .addObject()
            .put("item_id", line.path("id").asText())
            .put("output", line.path("output").asText());
      }
      JsonNode taken = api.ask("POST", "/v1/runs/" + run + "/results", batch);
      assertThat(taken.path("accepted").asInt()).isEqualTo(results.size());
    }
  }

  private static List<String> lines(String file) throws IOException {
    String shared = System.getProperty("assay.shared", System.getenv("ASSAY_SHARED"));
    boolean here = shared != null && Files.isDirectory(Path.of(shared, "data", "gsm8k"));
    if (!here) {
      System.out.println(ABSENT);
    }
    assumeTrue(here, ABSENT);
    return Files.readAllLines(Path.of(shared, "data", "gsm8k", file));
  }
}
