package dev.assay.run.traffic.outcome;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What people corrected and what a model inferred, in every number of a run over traffic. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class OutcomeByTruthTest {
  private static final Offset<Double> OFFSET = Offset.offset(1e-6);

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  /**
   * Four answers that people corrected, one of them wrong in its total; two with a note, of which a
   * model made that the currency is wrong; two of which nobody said anything.
   */
  private void answers() {
    for (int i = 0; i < 8; i++) {
      production.log(
          "requests", production.request("a" + i, i, Map.of("total", i, "currency", "EUR")));
    }
    for (int i = 0; i < 4; i++) {
      production.say(
          "a" + i, "response", Map.of("total", i == 0 ? -1 : i, "currency", "EUR"), "by", "anna");
    }
    for (int i = 4; i < 6; i++) {
      production.say("a" + i, "notes", "these amounts are dollars");
    }
    lab.all(
        """
        insert into feedback (id, workspace_id, entity_type, entity_id, response, at, inferred,
          inferred_from)
        select gen_random_uuid(), n.workspace_id, n.entity_type, n.entity_id,
          jsonb_set(t.response::jsonb, '{currency}', '"USD"')::json, now(), true, n.id
        from feedback n
        join traffic t on t.workspace_id = n.workspace_id and t.kind = n.entity_type
          and t.id = n.entity_id
        where starts_with(n.entity_id, $1) and n.notes is not null
        """,
        production.skill());
  }

  private UUID run(Object... gate) {
    Map<String, Object> launch = production.launch();
    launch.put("gate", List.of(gate));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    return run;
  }

  private static Map<String, Object> accuracy(double min, Object... pairs) {
    Map<String, Object> criterion = new HashMap<>(Map.of("type", "field_accuracy", "min", min));
    for (int i = 0; i < pairs.length; i += 2) {
      criterion.put((String) pairs[i], pairs[i + 1]);
    }
    return criterion;
  }

  private static JsonPath get(String path, UUID run) {
    return asAdmin().get("/v1/runs/{id}" + path, run).then().statusCode(200).extract().jsonPath();
  }

  private static String export(UUID run, String format) {
    return asAdmin()
        .get("/v1/runs/{id}/export?format=" + format, run)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void shouldTellBothApartInTheOutcome() {
    // Given
    answers();

    // When
    JsonPath outcome = get("/outcome", run());

    // Then
    assertThat(outcome.getInt("human.samples")).isEqualTo(4);
    assertThat(outcome.getDouble("human.accuracy")).isCloseTo(7.0 / 8, OFFSET);
    assertThat(outcome.getDouble("human.accuracy_assuming_accepted")).isCloseTo(11.0 / 12, OFFSET);
    assertThat(outcome.getString("human.band")).isEqualTo("good");
    assertThat(outcome.getInt("inferred.samples")).isEqualTo(2);
    assertThat(outcome.getDouble("inferred.accuracy")).isCloseTo(0.5, OFFSET);
    assertThat(outcome.getDouble("inferred.accuracy_assuming_accepted")).isCloseTo(6.0 / 8, OFFSET);
    assertThat(outcome.getString("inferred.band")).isEqualTo("poor");
    assertThat(outcome.getInt("uncorrected")).isEqualTo(2);
    assertThat(outcome.getDouble("accuracy_corrected")).isCloseTo(9.0 / 12, OFFSET);
    assertThat(outcome.getDouble("accuracy_assuming_accepted")).isCloseTo(13.0 / 16, OFFSET);
  }

  @Test
  void shouldTellBothApartInTheDifferenceToTheRunBefore() {
    // Given a run, and another after a person corrected more and the model found otherwise
    answers();
    UUID before = run();
    production.say("a1", "response", Map.of("total", -1, "currency", "EUR"), "by", "ben");
    lab.all(
        "update feedback set response = jsonb_set(response::jsonb, '{currency}', '\"EUR\"')::json"
            + " where inferred and starts_with(entity_id, $1)",
        production.skill());

    // When
    JsonPath delta = get("/outcome", run());

    // Then
    assertThat(delta.getString("delta.run")).isEqualTo(before.toString());
    assertThat(delta.getDouble("delta.human.accuracy")).isCloseTo(7.0 / 8, OFFSET);
    assertThat(delta.getDouble("delta.human.difference")).isCloseTo(-1.0 / 8, OFFSET);
    assertThat(delta.getInt("delta.human.paired_items")).isEqualTo(4);
    assertThat(delta.getDouble("delta.human.paired_difference")).isCloseTo(-1.0 / 8, OFFSET);
    assertThat(delta.getDouble("delta.inferred.difference")).isCloseTo(0.5, OFFSET);
    assertThat(delta.getInt("delta.inferred.paired_items")).isEqualTo(2);
    assertThat(delta.getDouble("delta.inferred.paired_difference")).isCloseTo(0.5, OFFSET);
    assertThat(delta.getInt("delta.paired_items")).isEqualTo(6);
    assertThat(delta.getDouble("delta.paired_difference")).isCloseTo(1.0 / 12, OFFSET);
  }

  @Test
  void shouldTellBothApartInTheFieldTableAndTheHints() {
    // Given
    answers();
    UUID run = run();

    // When
    JsonPath table = get("/fields", run);
    JsonPath hints = get("/hints", run);

    // Then the field that people found wrong comes first, though a model found more
    assertThat(table.getList("fields.field", String.class)).containsExactly("total", "currency");
    assertThat(table.getInt("fields[0].human.errors")).isEqualTo(1);
    assertThat(table.getInt("fields[0].human.correct")).isEqualTo(3);
    assertThat(table.getDouble("fields[0].human.accuracy")).isCloseTo(0.75, OFFSET);
    assertThat(table.getInt("fields[0].inferred.errors")).isZero();
    assertThat(table.getString("fields[0].examples[0].truth")).isEqualTo("human");
    assertThat(table.getInt("fields[1].errors")).isEqualTo(2);
    assertThat(table.getDouble("fields[1].human.accuracy")).isEqualTo(1);
    assertThat(table.getInt("fields[1].inferred.errors")).isEqualTo(2);
    assertThat(table.getString("fields[1].examples[0].truth")).isEqualTo("inferred");

    assertThat(hints.getList("weakest_fields.field", String.class))
        .containsExactly("total", "currency");
    assertThat(hints.getInt("weakest_fields[1].inferred.errors")).isEqualTo(2);
    assertThat(hints.getString("next_steps[0]"))
        .isEqualTo("Begin with total: 1 of 4 samples are wrong (75 % right).");
    assertThat(hints.getList("failures.truth", String.class)).containsExactly("human", "inferred");
    assertThat(hints.<Object>get("naming")).isNull();
    assertThat(hints.getInt("themes[0].notes")).isEqualTo(2);
    assertThat(hints.<Object>get("themes[0].name")).isNull();
  }

  @Test
  void shouldSayThatAVerdictRestsOnWhatAModelInferred() {
    // Given
    answers();

    // When
    JsonPath mixed = lab.show(run(accuracy(0.7)));
    JsonPath human = lab.show(run(accuracy(0.8, "truth", "human")));

    // Then
    assertThat(mixed.getString("verdict")).isEqualTo("pass");
    assertThat(mixed.getDouble("criteria[0].inferred_share")).isCloseTo(1.0 / 3, OFFSET);
    assertThat(mixed.getString("criteria[0].message"))
        .contains("Of the 6 corrected samples behind it 2", "by people's alone it is 0.875");
    assertThat(mixed.getList("warnings.code", String.class)).contains("INFERRED_TRUTH");
    assertThat(human.getString("verdict")).isEqualTo("pass");
    assertThat(human.getString("criteria[0].truth")).isEqualTo("human");
    assertThat(human.getDouble("criteria[0].observed")).isCloseTo(7.0 / 8, OFFSET);
    assertThat(human.getDouble("criteria[0].inferred_share")).isZero();
    assertThat(human.getList("warnings.code", String.class)).doesNotContain("INFERRED_TRUTH");
  }

  @Test
  void shouldRefuseATruthThatSaysNothing() {
    Map<String, Object> launch = production.launch();
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.5, "truth", "human")));
    answers();

    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("gate[0].truth"))
        .body("detail", containsString("field_accuracy"));
  }

  @Test
  void shouldTellBothApartInExports() {
    // Given
    answers();
    UUID run = run(accuracy(0.7));

    // When
    List<String> csv = export(run, "csv").lines().toList();
    String html = export(run, "html");
    String junit = export(run, "junit");

    // Then
    assertThat(csv.get(0)).endsWith(",truth");
    assertThat(csv.stream().filter(line -> line.endsWith(",human"))).hasSize(4);
    assertThat(csv.stream().filter(line -> line.endsWith(",inferred"))).hasSize(2);
    assertThat(csv.stream().filter(line -> line.endsWith(","))).hasSize(2);
    assertThat(JsonPath.from(export(run, "json")).getList("items.truth", String.class))
        .filteredOn(truth -> truth != null)
        .containsExactlyInAnyOrder("human", "human", "human", "human", "inferred", "inferred");
    assertThat(html).contains("people&#39;s", "inferred", "87.5 %");
    assertThat(junit).contains("inferred share of corrections 0.33");
  }

  @Test
  void shouldTellBothApartWhereTheInputsAreAskedAgain() {
    // Given the inputs of production asked of a model, held against the same corrections
    answers();
    worker.answeringOne(
        call -> Replies.answer(call, TextNode.valueOf("{\"total\": 1, \"currency\": \"EUR\"}")));
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put(
        "dataset", Map.of("traffic", Map.of("source_type", "skill", "id", production.skill())));
    launch.put("scorers", List.of("field_accuracy"));
    launch.put("gate", List.of(accuracy(0.1)));

    // When
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // Then
    JsonPath shown = lab.show(run);
    String fields = "summary.scorers.field_accuracy.fields.";
    assertThat(shown.<Object>get(fields + "human")).isNotNull();
    assertThat(shown.getInt(fields + "human.samples") + shown.getInt(fields + "inferred.samples"))
        .isEqualTo(6);
    assertThat(get("/fields", run).<Object>get("fields[0].human")).isNotNull();
  }

  @Test
  void shouldSayUnknownOfRunsThatDoNotTellThemApart() {
    // Given a dataset of which nobody says whose expectations they are
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put(
        "dataset",
        Map.of(
            "name",
            unique("plain"),
            "items",
            List.of(Map.of("id", "a", "input", "q", "expected", Map.of("total", 1)))));
    launch.put("scorers", List.of("field_accuracy"));
    launch.put("gate", List.of(accuracy(0.1)));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When / Then
    asAdmin()
        .get("/v1/runs/{id}", run)
        .then()
        .body("summary.scorers.field_accuracy.fields.human", nullValue())
        .body("criteria[0].inferred_share", nullValue());
    asAdmin()
        .get("/v1/runs/{id}/fields", run)
        .then()
        .body("fields[0].field", equalTo("total"))
        .body("fields[0].human", nullValue())
        .body("fields[0].inferred", nullValue());
  }

  @Test
  void shouldKnowWhatWasCompletedOfARunThatStoppedBeforeItHadAllAnswers() {
    // Given
    answers();
    UUID run = run();

    // When it stands as one does that was cancelled early
    lab.alter("delete from answers where run_id = '" + run + "' and n >= 3");

    // Then
    JsonPath outcome = get("/outcome", run);
    assertThat(outcome.getInt("completed")).isEqualTo(8);
    assertThat(outcome.getDouble("completion_rate")).isEqualTo(1);
  }
}
