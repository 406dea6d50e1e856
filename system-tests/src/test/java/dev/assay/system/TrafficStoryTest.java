package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What production answered and people corrected, through the command and all services: the numbers
 * of the example come out as they were planted, before and after a model improved the skill.
 */
@ExtendWith(SharedStack.class)
class TrafficStoryTest {
  private static final Path EXAMPLE = Cli.install().resolve("examples/invoice-corrections");
  private static final Offset<Double> EXACTLY = within(1e-12);

  private static String printed(Stack stack, String... arguments) {
    Cli.Result result = stack.cli().run(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  private static String file(String name) {
    return EXAMPLE.resolve(name).toString();
  }

  /** The skill, and the model that it asks: the simulated provider with the example's script. */
  private static void scripted(Stack stack) throws IOException {
    stack.simulator().learn(Files.readAllLines(EXAMPLE.resolve("model.jsonl")));
    stack.api().simulatedOverHttp("scripted", stack.simulator(), Api.object());
    assertThat(printed(stack, "skills", "import", file("skill.yaml"))).contains("invoice-reader@1");
  }

  /** Everything of the files, imported twice, and two runs over it; the second one's id. */
  private static String evaluated(Stack stack) {
    String imported = printed(stack, "traffic", "import", file("requests.jsonl"));
    assertThat(imported).contains("0 rejected");
    assertThat(printed(stack, "traffic", "feedback", file("feedback.jsonl")))
        .contains("130 accepted", "0 rejected");
    assertThat(printed(stack, "traffic", "import", file("requests.jsonl")))
        .contains("0 accepted", "200 known already");
    assertThat(printed(stack, "traffic", "counts", "skill", "invoice-reader"))
        .containsPattern("total +200")
        .containsPattern("completed +190")
        .containsPattern("with feedback +130")
        .containsPattern("json corrections +120")
        .containsPattern("notes only +10");
    printed(stack, "run", file("eval.yaml"));
    String run = printed(stack, "run", "--format", "json", file("eval.yaml"));
    return Api.json(run).path("id").asText();
  }

  private static JsonNode skill(Stack stack, String name) {
    return stack.api().ask("GET", "/v1/skills/" + name, null);
  }

  private static JsonNode outcome(Stack stack, String run) {
    return stack.api().ask("GET", "/v1/runs/" + run + "/outcome", null);
  }

  /** The fields that were wrong, the one that was most often first. */
  private static List<String> wrong(Stack stack, String run) {
    List<String> wrong = new ArrayList<>();
    stack
        .api()
        .ask("GET", "/v1/runs/" + run + "/fields?filter=errors", null)
        .path("fields")
        .forEach(f -> wrong.add(f.path("field").asText() + " " + f.path("errors").asInt()));
    return wrong;
  }

  @Test
  void shouldFindThePlantedErrorsAndSeeABetterVersionMendThem(Stack stack) throws IOException {
    // Given
    scripted(stack);

    // When
    String run = evaluated(stack);

    // Then
    finds(stack, run);

    // When a model proposes a version, and is asked the same inputs by it
    assertThat(printed(stack, "optimize", run, "--watch")).contains("invoice-reader@2");
    JsonNode proposed = skill(stack, "invoice-reader@2");
    assertThat(proposed.path("state").asText()).isEqualTo("proposed");
    assertThat(proposed.at("/definition/prompt/system").asText())
        .contains("The currency is the one beside the total.");
    String launched = printed(stack, "rerun", run, "--skill-version", "2");
    String rerun = launched.substring(0, launched.indexOf(' '));
    stack.api().awaitEnd(rerun);

    // Then
    improves(stack, run, rerun);
    history(stack, run, rerun);

    // When somebody adopts it
    assertThat(skill(stack, "invoice-reader").path("version").asInt()).isEqualTo(1);
    assertThat(printed(stack, "skills", "adopt", "invoice-reader@2")).contains("adopted");

    // Then it is what the name stands for
    assertThat(skill(stack, "invoice-reader").path("version").asInt()).isEqualTo(2);
  }

  @Test
  void shouldWarnOfAFieldThatNothingHas(Stack stack) {
    // Given
    Api api = stack.api();
    api.ask(
        "POST",
        "/v1/traffic/requests",
        Api.json("{\"id\": \"misspelt\", \"skill\": \"misspelt\", \"response\": {\"total\": 1}}"));
    api.ask(
        "POST",
        "/v1/feedback",
        Api.json(
            "{\"entity_type\": \"request\", \"entity_id\": \"misspelt\", \"response\": {\"total\": 2}}"));
    JsonNode launch =
        Api.json(
            """
            {"target": {"traffic": {"source_type": "skill", "id": "misspelt"}},
             "scorers": [{"id": "field_accuracy", "params": {"fields": ["totl"]}}]}
            """);

    // When
    JsonNode ended = api.awaitEnd(api.launch((ObjectNode) launch));

    // Then
    assertThat(ended.path("summary").path("warnings").findValuesAsText("message"))
        .anyMatch(message -> message.startsWith("field_accuracy compares totl: nothing"));
  }

  private static void finds(Stack stack, String run) {
    JsonNode outcome = outcome(stack, run);
    assertThat(outcome.path("completion_rate").asDouble()).isEqualTo(0.95);
    assertThat(outcome.path("human").path("samples").asInt()).isEqualTo(120);
    assertThat(outcome.path("uncorrected").asInt()).isEqualTo(70);
    assertThat(outcome.path("accuracy_corrected").asDouble()).isCloseTo(654 / 720.0, EXACTLY);
    assertThat(outcome.path("accuracy_assuming_accepted").asDouble())
        .isCloseTo(1074 / 1140.0, EXACTLY);
    assertThat(outcome.path("delta").path("difference").asDouble()).isZero();
    assertThat(outcome.path("delta").path("paired_items").asInt()).isEqualTo(120);
    assertThat(wrong(stack, run)).containsExactly("currency 36", "date 24", "total 6");
    JsonNode hints = stack.api().ask("GET", "/v1/runs/" + run + "/hints", null);
    assertThat(hints.path("weakest_fields").path(0).path("field").asText()).isEqualTo("currency");
    assertThat(hints.path("themes").toString()).contains("\"currency\"", "\"swapped\"");
    assertThat(hints.path("failures").size()).isBetween(1, 3);
  }

  /** Most of it is mended, the totals are not, and three vendors are wrong that were right. */
  private static void improves(Stack stack, String run, String rerun) {
    assertThat(stack.api().run(rerun).path("parent_run_id").asText()).isEqualTo(run);
    assertThat(wrong(stack, rerun)).containsExactly("currency 6", "total 6", "vendor 3");
    JsonNode outcome = outcome(stack, rerun);
    assertThat(outcome.path("accuracy_corrected").asDouble()).isCloseTo(705 / 720.0, EXACTLY);
    assertThat(outcome.path("completion_rate").asDouble()).isEqualTo(1);
    assertThat(outcome.path("uncorrected").asInt()).isEqualTo(80);
    JsonNode delta = outcome.path("delta");
    assertThat(delta.path("run").asText()).isEqualTo(run);
    assertThat(delta.path("difference").asDouble()).isCloseTo(51 / 720.0, EXACTLY);
    assertThat(delta.path("paired_items").asInt()).isEqualTo(120);
    assertThat(delta.path("paired_difference").asDouble()).isCloseTo(51 / 720.0, EXACTLY);
    assertThat(delta.path("interval").path("lower").asDouble()).isPositive();
    JsonNode against =
        stack
            .api()
            .ask("GET", "/v1/comparisons?runs=" + run + "," + rerun + "&baseline=" + run, null)
            .path("comparisons")
            .path(0);
    assertThat(against.path("improved").asInt()).isEqualTo(54);
    assertThat(against.path("regressed").asInt()).isEqualTo(3);
  }

  /** What production answered, and beside it the rerun, differ by what the rerun says. */
  private static void history(Stack stack, String run, String rerun) {
    JsonNode history =
        stack.api().ask("GET", "/v1/traffic/history?source_type=skill&id=invoice-reader", null);
    JsonNode before = history.path("points").path(history.path("points").size() - 1);
    JsonNode after = history.path("reruns").path(0);
    assertThat(before.path("run").asText()).isEqualTo(run);
    assertThat(after.path("run").asText()).isEqualTo(rerun);
    assertThat(after.path("rerun_of").asText()).isEqualTo(run);
    assertThat(after.path("skill").asText()).isEqualTo("invoice-reader@2");
    assertThat(
            after.path("human").path("accuracy").asDouble()
                - before.path("human").path("accuracy").asDouble())
        .isCloseTo(outcome(stack, rerun).path("delta").path("difference").asDouble(), EXACTLY);
    assertThat(history.path("changes")).isEmpty();
    assertThat(history.path("weakest_fields").path(0).path("path").asText()).isEqualTo("currency");
  }
}
