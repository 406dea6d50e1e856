package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.HeldJudge;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scores that ask nobody do not wait for those that do. */
@ExtendWith(SharedStack.class)
class JudgesDoNotBlockTest {
  private static final int ITEMS = 50;

  @Test
  void shouldShowAllOtherScoresBeforeTheFirstVerdict(Stack stack) {
    Api api = stack.api();
    try (HeldJudge judge = new HeldJudge()) {
      // Given a run with a judge that replies to nobody
      String run = launch(api, judge);

      // When every item shows its exact match
      await("exact matches of all items")
          .atMost(Patience.LONG)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> scored(api, run, "exact_match") == ITEMS);

      // Then no verdict was sent yet, though the judge was asked
      await("the judge is asked").atMost(Patience.LONG).until(() -> judge.asked() > 0);
      assertThat(judge.replied()).isZero();
      assertThat(scored(api, run, "helpful")).isZero();
      JsonNode going = api.run(run);
      assertThat(Api.TERMINAL).doesNotContain(going.path("status").asText());
      assertThat(going.path("counts").path("answered").asInt()).isEqualTo(ITEMS);

      // And when the judge replies, its scores come, too
      judge.letGo();
      JsonNode ended = api.awaitEnd(run);
      assertThat(ended.path("status").asText()).isEqualTo("successful");
      assertThat(scored(api, run, "helpful")).isEqualTo(ITEMS);
      assertThat(ended.path("summary").path("scorers").path("helpful").path("mean").asDouble())
          .isEqualTo(0.75);
    }
  }

  private static String launch(Api api, HeldJudge judge) {
    api.importDataset("unblocked", Items.lines("unblocked", ITEMS));
    ObjectNode provider = Api.object().put("name", "held").put("kind", "openai");
    api.ask("PUT", "/v1/providers/held", provider.put("base_url", judge.url()));
    ObjectNode launch = Items.launch("unblocked", "simulated", 16);
    launch.putObject("judge").put("provider", "held").put("model", "held").put("concurrency", 4);
    ObjectNode helpful = Api.object().put("id", "llm_judge").put("key", "helpful");
    helpful.putObject("params").put("criteria", "Answers what was asked.");
    launch.withArray("scorers").add(helpful);
    return api.launch(launch);
  }

  /** How many items show a score of a scorer. */
  private static int scored(Api api, String run, String key) {
    int scored = 0;
    for (JsonNode item :
        api.ask("GET", "/v1/runs/" + run + "/items?limit=100", null).path("data")) {
      scored += item.path("scores").path(key).path("score").isNumber() ? 1 : 0;
    }
    return scored;
  }
}
