package dev.assay.run.traffic.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Heavy;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
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
    assertThat(
            Heavy.numbers(
                lab.all(FieldsQuery.SAMPLES, run, new Integer[] {1, 2, 3}, 10), "position"))
        .containsExactly(1, 2);
  }
}
