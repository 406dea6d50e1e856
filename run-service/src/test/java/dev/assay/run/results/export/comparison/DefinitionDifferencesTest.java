package dev.assay.run.results.export.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.results.export.ExportFixtures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionDifferencesTest {
  @Test
  void shouldNameWhereTwoRunsDiffer() {
    // Given runs whose scorers stand in another order
    List<JsonNode> runs = new ArrayList<>();
    ExportFixtures.comparison().path("runs").forEach(runs::add);

    // When
    DefinitionDifferences found = DefinitionDifferences.of(runs);

    // Then only what means something is named, and a part that one does not have stands as a whole
    assertThat(found.rows())
        .extracting(row -> row.path() + "=" + row.values())
        .containsExactly(
            "target.model=[sim-large, sim-mini]",
            "target.params.temperature=[0, 0.5]",
            "scorers.near.threshold=[–, 0.8]",
            "judge=[–, {\"provider\":\"local\",\"model\":\"sim-judge\"}]");
    assertThat(found.leftOut()).isZero();
  }

  @Test
  void shouldFindNothingBetweenARunAndItself() {
    JsonNode run = ExportFixtures.run();
    assertThat(DefinitionDifferences.of(List.of(run, run)).rows()).isEmpty();
  }

  @Test
  void shouldShowTheFirstFortyAndTheBeginningOfWhatIsLong() {
    // Given
    DefinitionDifferences found =
        DefinitionDifferences.of(List.of(withParams(100, "x".repeat(5_000)), withParams(100, "y")));

    // Then
    assertThat(found.rows()).hasSize(40);
    assertThat(found.leftOut()).isEqualTo(60);
    assertThat(found.rows().get(0).values().get(0)).endsWith("x … (4400 characters left out)");
  }

  @Test
  void shouldTellThreeRunsApartByIndex() {
    // Given criteria, which have no key
    List<JsonNode> runs = new ArrayList<>();
    for (double min : new double[] {0.5, 0.5, 0.9}) {
      ObjectNode run = Json.mapper().createObjectNode();
      run.putArray("gate").addObject().put("type", "pass_rate").put("min", min);
      runs.add(run);
    }

    // Then
    assertThat(DefinitionDifferences.of(runs).rows())
        .containsExactly(
            new DefinitionDifferences.Row("gate[0].min", List.of("0.5", "0.5", "0.9")));
  }

  private static ObjectNode withParams(int count, String value) {
    ObjectNode run = Json.mapper().createObjectNode();
    ObjectNode params = run.withObject("/target/params");
    for (int i = 0; i < count; i++) {
      params.put("p" + i, value);
    }
    return run;
  }
}
