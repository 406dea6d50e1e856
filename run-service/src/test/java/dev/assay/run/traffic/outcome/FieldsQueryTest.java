package dev.assay.run.traffic.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Heavy;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Examples of what is wrong, where answers are large. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class FieldsQueryTest {
  @Inject Lab lab;
  @Inject FieldsQuery fields;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  @Test
  void shouldReadExamplesInPieces() {
    // Given
    for (int i = 0; i < 3; i++) {
      production.log("requests", production.request("w" + i, i, Map.of("total", i)));
      production.say("w" + i, "response", Map.of("total", -1));
    }
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    Heavy.items(
        lab, lab.one("select dataset_version_id as id from runs where id = $1", run).getUUID("id"));

    // When
    List<FieldTable.Field> table =
        fields.read(run, "field_accuracy", true, "all", 10, 20).await().atMost(Lab.LONG);

    // Then
    assertThat(table).hasSize(1);
    assertThat(table.get(0).examples().stream().map(FieldTable.Example::position))
        .containsExactly(1, 2, 3);
    assertThat(table.get(0).examples().stream().map(e -> e.actual().asInt()))
        .containsExactly(2, 1, 0);
    Integer[] all =
        Heavy.numbers(lab.all("select n from units where run_id = $1 order by n", run), "n")
            .toArray(Integer[]::new);
    assertThat(Heavy.numbers(lab.all(FieldsQuery.SAMPLES, run, all, 10), "n"))
        .containsExactly(all[0], all[1]);
  }

  @Test
  void shouldShowTheAnswerThatIsWrongOfThoseToOneItem() {
    // Given an item that is asked three times, and answered wrongly the last time
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put(
        "dataset",
        Map.of(
            "name",
            TestApi.unique("asked"),
            "items",
            List.of(Map.of("id", "a", "input", "q", "expected", Map.of("total", 1)))));
    launch.put("scorers", List.of("field_accuracy"));
    launch.put("repeats", 3);
    worker.answeringOne(
        call ->
            Replies.answer(
                call, Json.mapper().valueToTree(Map.of("total", call.repeat() == 2 ? 7 : 1))));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When
    List<FieldTable.Field> table =
        fields.read(run, "field_accuracy", false, "all", 10, 20).await().atMost(Lab.LONG);

    // Then
    assertThat(table.get(0).errors()).isEqualTo(1);
    assertThat(table.get(0).examples()).hasSize(1);
    assertThat(table.get(0).examples().get(0).position()).isEqualTo(1);
    assertThat(table.get(0).examples().get(0).actual().asInt()).isEqualTo(7);
  }
}
