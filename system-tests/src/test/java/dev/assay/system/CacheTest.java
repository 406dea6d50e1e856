package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same run twice: the provider's own log says what the second asked. */
@ExtendWith(SharedStack.class)
class CacheTest {
  private static final String SCORES =
      """
      select u.position, u.repeat, u.status, a.output::text as output, s.key, s.score, s.passed
      from units u join answers a on a.run_id = u.run_id and a.n = u.n
        join scores s on s.run_id = u.run_id and s.n = u.n
      where u.run_id = ?::uuid order by u.position, u.repeat, s.key
      """;

  private static ObjectNode launch(String topic, int repeats) {
    return Items.launch(topic, topic, 64).put("cache", "read_write").put("repeats", repeats);
  }

  private static void prepare(Stack stack, String topic, int items) {
    stack.api().importDataset(topic, Items.lines(topic, items));
    stack.simulator().learn(Items.answers(topic, items));
    ObjectNode options = Api.object().put("latency", 1).put("error_rate", 0.2);
    stack.api().simulatedOverHttp(topic, stack.simulator(), options);
    stack.simulator().reset();
  }

  private static JsonNode run(Stack stack, ObjectNode launch) {
    String run = stack.api().launch(launch);
    JsonNode ended = stack.api().awaitEnd(run);
    assertThat(ended.path("status").asText()).isEqualTo("successful");
    Invariants.check(stack.database(), run);
    return ended;
  }

  private static List<Map<String, Object>> scores(Stack stack, JsonNode run) {
    return stack.database().rows(SCORES, run.path("id").asText());
  }

  @Test
  void shouldAskNothingTheSecondTimeAndScoreTheSame(Stack stack) {
    // Given ten thousand items, some of them answered wrongly, and their answers kept
    int items = 10_000;
    prepare(stack, "cached", items);
    Simulator simulator = stack.simulator();
    JsonNode first = run(stack, launch("cached", 1));
    assertThat(simulator.log()).hasSizeGreaterThanOrEqualTo(items);
    simulator.reset();

    // When
    JsonNode second = run(stack, launch("cached", 1));

    // Then
    assertThat(simulator.log()).isEmpty();
    assertThat(second.path("counts").path("cached").asInt()).isEqualTo(items);
    assertThat(second.path("cost").asDouble(-1)).isZero();
    assertThat(scores(stack, second)).isEqualTo(scores(stack, first));
    System.out.printf(
        "cache: items=%d asked_s=%.1f cached_s=%.1f%n", items, seconds(first), seconds(second));
  }

  @Test
  void shouldKeepRepeatsDifferentAnswers(Stack stack) {
    // Given
    prepare(stack, "cached-repeats", 50);
    Simulator simulator = stack.simulator();
    JsonNode first = run(stack, launch("cached-repeats", 3));
    assertThat(simulator.log()).hasSizeGreaterThanOrEqualTo(150);
    simulator.reset();

    // When
    JsonNode second = run(stack, launch("cached-repeats", 3));

    // Then
    assertThat(simulator.log()).isEmpty();
    assertThat(scores(stack, second)).isEqualTo(scores(stack, first));
    assertThat(stack.database().number("select count(*) from answer_cache")).isPositive();
  }

  private static double seconds(JsonNode run) {
    return Duration.between(
                Instant.parse(run.path("started_at").asText()),
                Instant.parse(run.path("finished_at").asText()))
            .toMillis()
        / 1000.0;
  }
}
