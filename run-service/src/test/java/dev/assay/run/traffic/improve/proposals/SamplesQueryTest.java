package dev.assay.run.traffic.improve.proposals;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Heavy;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.traffic.improve.proposals.Strata.Failing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is read of failures that are large. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SamplesQueryTest {
  @Inject Lab lab;
  @Inject SamplesQuery samples;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  @Test
  void shouldReadThemInPiecesAndGiveThemInTheOrderInWhichTheyWereChosen() {
    // Given
    for (int i = 0; i < 3; i++) {
      production.log("requests", production.request("w" + i, i, Map.of("total", i)));
      production.say("w" + i, "response", Map.of("total", -1), "notes", "note " + i);
    }
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    Heavy.items(
        lab, lab.one("select dataset_version_id as id from runs where id = $1", run).getUUID("id"));
    Integer[] all = {1, 2, 3};

    // When
    List<Sample> read =
        samples
            .read(
                run,
                List.of(
                    new Failing(3, List.of("total")),
                    new Failing(1, List.of("total")),
                    new Failing(2, List.of("total")),
                    new Failing(99, List.of())))
            .await()
            .atMost(Lab.LONG);

    // Then: the newest stands at the first position
    assertThat(read.stream().map(Sample::note)).containsExactly("note 0", "note 2", "note 1");
    assertThat(Heavy.numbers(lab.all(SamplesQuery.SAMPLES, run, all, 0, 3), "position"))
        .containsExactly(1, 2);
    assertThat(Heavy.numbers(lab.all(SamplesQuery.SAMPLES, run, all, 2, 3), "position"))
        .containsExactly(3);
  }

  @Test
  void shouldTakeNothingForACorrectionThatNobodyMade() {
    // Given a dataset of an answer that was corrected, and of one that is taken for right
    for (String id : List.of("a", "b")) {
      production.log("requests", production.request(id, 1, Map.of("total", 1)));
    }
    production.say("a", "response", Map.of("total", 2));
    String dataset = production.skill();
    asAdmin()
        .body(
            Map.of(
                "select",
                Map.of("filter", Map.of("skill", production.skill())),
                "mapping",
                Map.of("expected", "accepted")))
        .post("/v1/datasets/{name}/from-traffic", dataset)
        .then()
        .statusCode(200)
        .body("added", equalTo(2));
    worker.answeringOne(
        call -> Replies.answer(call, Json.mapper().valueToTree(Map.of("total", 3))));
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("dataset", Map.of("name", dataset));
    launch.put("scorers", List.of("field_accuracy"));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When
    List<Failing> failing = samples.failing(run, "field_accuracy").await().atMost(Lab.LONG);
    List<Sample> read = samples.read(run, failing).await().atMost(Lab.LONG);

    // Then
    assertThat(read).hasSize(1);
    assertThat(read.get(0).correction().path("total").asInt()).isEqualTo(2);
  }

  @Test
  void shouldHoldNoMoreThanTheBeginningOfWhatIsLong() {
    // Given
    production.log("requests", production.request("w", 1, Map.of("text", "x".repeat(50_000))));
    production.say("w", "response", Map.of("text", "y".repeat(50_000)));
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);

    // When
    Sample read =
        samples.read(run, List.of(new Failing(1, List.of("text")))).await().atMost(Lab.LONG).get(0);

    // Then
    assertThat(read.answer().asText()).endsWith("characters more)").hasSizeLessThan(13_000);
    assertThat(read.correction().asText()).endsWith("characters more)").hasSizeLessThan(13_000);
  }
}
