package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scorers that people make, through all services: tried out, saved, used; and criteria in words.
 */
@ExtendWith(SharedStack.class)
class OwnScorersTest {

  @TempDir private Path folder;

  private static ObjectNode expression(String name, String text) {
    ObjectNode definition = Api.object().put("name", name).put("kind", "expression");
    definition.put("threshold", 1).putObject("params").put("expression", text);
    return definition;
  }

  private Path file(ObjectNode definition) throws IOException {
    return Files.writeString(folder.resolve("scorer.yaml"), definition.toString());
  }

  private static JsonNode printed(Cli.Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    return Api.json(result.out());
  }

  @Test
  void shouldSayWhereAnExpressionDoesNotCompile(Stack stack) {
    // When
    Api.Reply reply =
        stack.api().send("POST", "/v1/scorers", expression("broken", "output.size( < 3"));

    // Then
    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    JsonNode violation = reply.json().path("violations").path(0);
    assertThat(violation.path("field").asText()).isEqualTo("params.expression");
    assertThat(violation.path("message").asText()).contains("line 1, column");
  }

  @Test
  void shouldTryOutThenSaveThenUse(Stack stack) throws IOException {
    // Given a run of which some answers are wrong
    Api api = stack.api();
    api.importDataset("own", Items.lines("own", 60));
    ObjectNode provider = Api.object().put("name", "own").put("kind", "simulated");
    provider.putObject("options").put("seed", 5).put("error_rate", 0.3);
    api.ask("PUT", "/v1/providers/own", provider);
    JsonNode run = api.awaitEnd(api.launch(Items.launch("own", "own", 16)));
    int failed = run.path("counts").path("failed").asInt();
    assertThat(failed).isPositive();
    String id = run.path("id").asText();

    // When drafts are tried on it
    ObjectNode same = expression("as-expected", "output == item.expected");
    JsonNode agreeing =
        printed(
            stack
                .cli()
                .run(
                    "scorers",
                    "preview",
                    file(same).toString(),
                    "--run",
                    id,
                    "--limit",
                    "60",
                    "--format",
                    "json"));
    ObjectNode never = expression("as-expected", "size(output) > 1000");
    JsonNode strict =
        printed(
            stack
                .cli()
                .run(
                    "scorers",
                    "preview",
                    file(never).toString(),
                    "--run",
                    id,
                    "--limit",
                    "60",
                    "--format",
                    "json"));

    // Then one changes nothing and the other fails every item that passed
    assertThat(agreeing.path("summary").path("scored").asInt()).isEqualTo(60);
    assertThat(agreeing.path("flips")).isEmpty();
    assertThat(agreeing.path("items").path(0).path("score").asDouble()).isZero();
    assertThat(strict.path("summary").path("newly_failed").asInt()).isEqualTo(60 - failed);

    // When it is saved and used by name
    JsonNode saved =
        printed(stack.cli().run("scorers", "add", file(same).toString(), "--format", "json"));
    ObjectNode again = Items.launch("own", "own", 16);
    again.putArray("scorers").add("as-expected@" + saved.path("version").asInt());
    JsonNode ended = api.awaitEnd(api.launch(again));

    // Then it scores as exact_match did
    assertThat(ended.path("counts").path("failed").asInt()).isEqualTo(failed);
    assertThat(ended.path("scorers").path(0).path("custom").asText()).isEqualTo("as-expected@1");
    assertThat(ended.path("scorers").path(0).path("id").asText()).isEqualTo("expression");
  }

  @Test
  void shouldJudgeLoggedAnswersByCriteria(Stack stack) throws IOException {
    // When the example is run
    Path example = Cli.install().resolve("examples/criteria/eval.yaml");
    JsonNode run = printed(stack.cli().run("run", example.toString(), "--format", "json"));

    // Then every answer has a score, with its distribution, and the lowest come first
    JsonNode scorer = run.path("summary").path("scorers").path("criterion");
    assertThat(scorer.path("count").asInt()).as(scorer.toString()).isEqualTo(16);
    assertThat(scorer.path("threshold").asDouble()).isEqualTo(0.8);
    assertThat(scorer.path("histogram")).hasSize(10);
    assertThat(run.path("verdict").asText()).isEqualTo("pass");
    String id = run.path("id").asText();
    Cli.Result lowest = stack.cli().run("show", id, "--items", "--order", "score");
    assertThat(lowest.code()).isZero();
    JsonNode items =
        stack.api().ask("GET", "/v1/runs/" + id + "/items?order=score", null).path("data");
    double before = 0;
    for (JsonNode item : items) {
      double score = item.path("scores").path("criterion").path("score").asDouble(-1);
      assertThat(score).isGreaterThanOrEqualTo(before);
      before = score;
    }

    // And a judge of one's own can be tried on a few of its answers
    ObjectNode polite = Api.object().put("name", "polite").put("kind", "judge");
    polite.put("threshold", 0.5).putObject("params").put("template", "Polite? {{output}}");
    polite
        .withObject("/params/judge")
        .put("provider", "criteria-judge-simulated")
        .put("model", "simulated-judge");
    JsonNode tried =
        printed(
            stack
                .cli()
                .run(
                    "scorers",
                    "preview",
                    file(polite).toString(),
                    "--run",
                    id,
                    "--limit",
                    "5",
                    "--format",
                    "json"));
    assertThat(tried.path("summary").path("scored").asInt()).as(tried.toString()).isEqualTo(5);
  }
}
