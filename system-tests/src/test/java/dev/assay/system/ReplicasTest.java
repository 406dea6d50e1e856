package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Database;
import dev.assay.system.harness.Events;
import dev.assay.system.harness.Invariants;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.Replica;
import dev.assay.system.harness.Sampler;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Simulator;
import dev.assay.system.harness.Stack;
import dev.assay.system.harness.Subscriber;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two run-services on one database and one broker. */
@ExtendWith(SharedStack.class)
class ReplicasTest {
  private static final int ITEMS = 1_500;

  @Test
  void shouldServeRunsTogetherAndSurviveTheLossOfOne(Stack stack) throws SQLException, IOException {
    // Given two replicas, and a run launched at each
    Api first = stack.api();
    Simulator simulator = stack.simulator();
    Database database = stack.database();
    first.importDataset("replicas", Items.lines("replicas", ITEMS));
    simulator.learn(Items.answers("replicas", ITEMS));
    first.simulatedOverHttp("shared", simulator, Api.object().put("latency", 80));
    simulator.reset();
    try (Replica replica = Replica.start(stack)) {
      Api second = new Api(replica.url(), stack.key());
      String one = first.launch(Items.launch("replicas", "shared", 16));
      String two = second.launch(Items.launch("replicas", "shared", 16));

      // When each is read at the other one, and the second is killed in the middle
      try (Sampler sampler = new Sampler(database, 100, one, two);
          Subscriber ofOne =
              new Subscriber(List.of(replica.url(), stack.url()), stack.key(), one, 0);
          Subscriber ofTwo = new Subscriber(List.of(stack.url()), stack.key(), two, 0)) {
        await()
            .atMost(Patience.LONG)
            .until(() -> Math.min(database.settled(one), database.settled(two)) > ITEMS / 4);
        assertThat(second.run(one).path("status").asText()).isEqualTo("running_dataset");
        replica.kill();
        assertThat(database.settled(one) + database.settled(two)).isLessThan(2L * ITEMS);

        // Then both end, each unit once, each event once, and the counts were always the rows
        for (String run : List.of(one, two)) {
          JsonNode ended = first.awaitEnd(run);
          assertThat(ended.path("status").asText()).isEqualTo("successful");
          assertThat(ended.path("counts").path("passed").asInt()).isEqualTo(ITEMS);
          Invariants.check(database, run);
        }
        Events.checkComplete(ofOne, database, one);
        Events.checkComplete(ofTwo, database, two);
        assertThat(ofOne.connections()).isGreaterThanOrEqualTo(2);
        assertThat(sampler.wrong()).isEmpty();
        assertThat(sampler.samples()).isGreaterThan(20);
      }
      int calls = simulator.log().size();
      System.out.printf(
          "replicas: units=%d calls=%d duplicate_ratio=%.4f%n",
          2 * ITEMS, calls, (calls - 2.0 * ITEMS) / (2 * ITEMS));
      assertThat(calls).isGreaterThanOrEqualTo(2 * ITEMS);
    }
  }
}
