package dev.assay.run.traffic.history;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A history in which a model made some of the corrections. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HistoryByTruthTest {
  private static final int EACH = 20;
  private static final Offset<Double> OFFSET = Offset.offset(1e-9);

  @Inject Lab lab;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  private JsonPath history() {
    return asAdmin()
        .get("/v1/traffic/history?source_type=skill&id={id}", production.skill())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Twenty answers that people corrected, two totals being wrong, and twenty with a note. */
  private void answers() {
    for (int i = 0; i < EACH; i++) {
      production.log(
          "requests",
          production.request("h" + i, i, Map.of("total", i, "vat", 19)),
          production.request("n" + i, i, Map.of("total", i, "vat", 19)));
      production.say("h" + i, "response", Map.of("total", i % 10 == 0 ? -1 : i, "vat", 19));
      production.say("n" + i, "notes", "look at this");
    }
  }

  /** A model made of each note what was answered. */
  private void inferred() {
    lab.all(
        """
        insert into feedback (id, workspace_id, entity_type, entity_id, response, at, inferred,
          inferred_from)
        select gen_random_uuid(), n.workspace_id, n.entity_type, n.entity_id, t.response, now(),
          true, n.id
        from feedback n
        join traffic t on t.workspace_id = n.workspace_id and t.kind = n.entity_type
          and t.id = n.entity_id
        where starts_with(n.entity_id, $1) and n.notes is not null
        """,
        production.skill());
  }

  private UUID run() {
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    return run;
  }

  @Test
  void shouldFollowWhatPeopleCorrected() {
    // Given a run, and another one after the model found all it made otherwise
    answers();
    inferred();
    run();
    lab.all(
        "update feedback set response = '{\"total\": -1, \"vat\": -1}'"
            + " where inferred and starts_with(entity_id, $1)",
        production.skill());
    run();

    // When
    JsonPath history = history();

    // Then the line is that of people, and nothing has changed in it
    for (String point : List.of("points[0]", "points[1]")) {
      assertThat(history.getInt(point + ".human.samples")).isEqualTo(EACH);
      assertThat(history.getDouble(point + ".human.accuracy")).isCloseTo(0.95, OFFSET);
      assertThat(history.<Object>get(point + ".human.interval")).isNotNull();
      assertThat(history.getInt(point + ".inferred.samples")).isEqualTo(EACH);
      assertThat(history.getInt(point + ".corrected")).isEqualTo(2 * EACH);
    }
    assertThat(history.getDouble("points[0].inferred.accuracy")).isEqualTo(1);
    assertThat(history.getDouble("points[1].inferred.accuracy")).isZero();
    assertThat(history.getDouble("points[1].accuracy_corrected")).isCloseTo(0.475, OFFSET);
    assertThat(history.getList("changes")).isEmpty();
    assertThat(history.getList("weakest_fields.path", String.class))
        .containsExactly("total", "vat");
    assertThat(history.getInt("weakest_fields[0].wrong")).isEqualTo(4);
    assertThat(history.getInt("weakest_fields[0].compared")).isEqualTo(2 * EACH);
    assertThat(history.getInt("weakest_fields[0].runs")).isEqualTo(2);
    assertThat(history.getInt("weakest_fields[0].inferred_wrong")).isEqualTo(EACH);
    assertThat(history.getInt("weakest_fields[0].inferred_compared")).isEqualTo(2 * EACH);
    assertThat(history.getDouble("weakest_fields[0].inferred_accuracy")).isCloseTo(0.5, OFFSET);
    assertThat(history.getInt("weakest_fields[1].wrong")).isZero();
    assertThat(history.getDouble("weakest_fields[1].accuracy")).isEqualTo(1);
  }

  @Test
  void shouldHaveNoLineByPeopleWhereModelsCorrectedEverything() {
    // Given
    production.log("requests", production.request("n", 1, Map.of("total", 1)));
    production.say("n", "notes", "look at this");
    inferred();
    run();

    // When
    JsonPath history = history();

    // Then
    assertThat(history.getInt("points[0].human.samples")).isZero();
    assertThat(history.<Object>get("points[0].human.accuracy")).isNull();
    assertThat(history.getDouble("points[0].inferred.accuracy")).isEqualTo(1);
    assertThat(history.getDouble("points[0].accuracy_corrected")).isEqualTo(1);
  }

  @Test
  void shouldTellNothingApartThatABuildOfBeforeDidNot() {
    // Given a summary as it was stored then, of answers as they were placed then
    answers();
    inferred();
    UUID run = run();
    lab.all("update units set inferred = null where run_id = $1", run);
    lab.all(
        """
        update runs set summary = (summary::jsonb
          #- '{scorers,field_accuracy,fields,human}' #- '{scorers,field_accuracy,fields,inferred}'
          #- '{scorers,field_accuracy,fields,fields,0,inferred_correct}'
          #- '{scorers,field_accuracy,fields,fields,0,inferred_errors}')::json
        where id = $1
        """,
        run);

    // When
    JsonPath before = history();
    asAdmin()
        .body(Map.of("scorers", List.of("field_accuracy")))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);

    // Then
    assertThat(before.<Object>get("points[0].human")).isNull();
    assertThat(before.getDouble("points[0].accuracy_corrected")).isCloseTo(0.975, OFFSET);
    assertThat(before.getList("weakest_fields")).isEmpty();
    JsonPath after = history();
    assertThat(after.getDouble("points[0].human.accuracy")).isCloseTo(0.95, OFFSET);
    assertThat(after.getInt("points[0].inferred.samples")).isEqualTo(EACH);
  }
}
