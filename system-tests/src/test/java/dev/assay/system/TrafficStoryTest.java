package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What production answered and people corrected, through the command and all services: the numbers
 * of the example come out as they were planted.
 */
@ExtendWith(SharedStack.class)
class TrafficStoryTest {
  private static final Path EXAMPLE = Cli.install().resolve("examples/invoice-corrections");

  private static String printed(Stack stack, String... arguments) {
    Cli.Result result = stack.cli().run(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  private static String file(String name) {
    return EXAMPLE.resolve(name).toString();
  }

  @Test
  void shouldFindExactlyTheErrorsThatWerePlanted(Stack stack) {
    // Given
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

    // When
    printed(stack, "run", file("eval.yaml"));
    String run = printed(stack, "run", "--format", "json", file("eval.yaml"));
    String id = Api.json(run).path("id").asText();

    // Then
    JsonNode outcome = stack.api().ask("GET", "/v1/runs/" + id + "/outcome", null);
    assertThat(outcome.path("completion_rate").asDouble()).isEqualTo(0.95);
    assertThat(outcome.path("human").path("samples").asInt()).isEqualTo(120);
    assertThat(outcome.path("uncorrected").asInt()).isEqualTo(70);
    assertThat(outcome.path("accuracy_corrected").asDouble()).isCloseTo(654 / 720.0, within(1e-12));
    assertThat(outcome.path("accuracy_assuming_accepted").asDouble())
        .isCloseTo(1074 / 1140.0, within(1e-12));
    assertThat(outcome.path("delta").path("difference").asDouble()).isZero();
    assertThat(outcome.path("delta").path("paired_items").asInt()).isEqualTo(120);
    List<String> wrong = new ArrayList<>();
    stack
        .api()
        .ask("GET", "/v1/runs/" + id + "/fields?filter=errors", null)
        .path("fields")
        .forEach(f -> wrong.add(f.path("field").asText() + " " + f.path("errors").asInt()));
    assertThat(wrong).containsExactly("currency 36", "date 24", "total 6");
    JsonNode hints = stack.api().ask("GET", "/v1/runs/" + id + "/hints", null);
    assertThat(hints.path("weakest_fields").path(0).path("field").asText()).isEqualTo("currency");
    assertThat(hints.path("themes").toString()).contains("\"currency\"", "\"swapped\"");
    assertThat(hints.path("failures").size()).isBetween(1, 3);
  }
}
