package dev.assay.run.traffic.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.engine.sweep.SequelTroubles;
import dev.assay.run.engine.sweep.Sequels;
import dev.assay.run.engine.sweep.Turns;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What comes of one inference when several replicas follow its end at once. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class InferenceReplicasTest {
  private static final int NOTES = 20;
  private static final int LOOKS = 5;

  @Inject Lab lab;
  @Inject AfterInference step;
  @Inject SequelTroubles troubles;
  @Inject RunTroubles ending;
  @Inject Turns turns;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  private long count(String sql, Object parameter) {
    return lab.one("select count(*) as n from " + sql, parameter).getLong("n");
  }

  @Test
  void shouldBeWhatOneReplicaWouldMakeOfIt() {
    // Given an inference that has ended, of which no replica knows who waits for it
    for (int i = 0; i < NOTES; i++) {
      production.log("requests", production.request("n" + i, i, Map.of("total", i)));
      production.say("n" + i, "notes", "these are dollars");
    }
    worker.holding(call -> true).answeringOne(Noted::dollars);
    UUID run = lab.launch(noted.launch());
    UUID first = UUID.fromString(lab.show(run).getString("inference_run"));
    await().atMost(Lab.LONG).until(() -> worker.held(first).size() == NOTES);
    lab.all("update runs set waits_for = null where id = $1", run);
    worker.release();
    lab.awaitEnd(first);

    // When two replicas look again and again, beside the service's own sweeper
    List<Sequels> replicas =
        List.of(
            new Sequels(List.of(step), troubles, ending, turns),
            new Sequels(List.of(step), troubles, ending, turns));
    lab.all("update runs set waits_for = $2 where id = $1", run, first);
    List<CompletableFuture<Integer>> looks = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      replicas.forEach(replica -> looks.add(replica.sweep().subscribeAsCompletionStage()));
    }
    looks.forEach(CompletableFuture::join);

    // Then
    lab.awaitEnd(run);
    assertThat(
            count(
                "dataset_versions v join datasets d on d.id = v.dataset_id"
                    + " where d.name = 'traffic.skill.' || $1::text",
                production.skill()))
        .as("the version that was frozen, and the one with the corrections")
        .isEqualTo(2);
    assertThat(count("feedback where inferred and starts_with(entity_id, $1)", production.skill()))
        .isEqualTo(NOTES);
    assertThat(
            lab
                .all(
                    "select data::json->>'to' as status from events where run_id = $1"
                        + " and type = 'run.status' order by seq",
                    run)
                .stream()
                .map(row -> row.getString("status")))
        .containsExactly("queued", "evaluating_results", "successful");
    assertThat(lab.show(run).getList("warnings")).isEmpty();
    assertThat(Noted.outcome(run).getInt("inferred.samples")).isEqualTo(NOTES);
    await().atMost(Lab.LONG).until(() -> count("turns where id = $1", run) == 0);
  }
}
