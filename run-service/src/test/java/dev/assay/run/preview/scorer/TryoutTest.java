package dev.assay.run.preview.scorer;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
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
import org.junit.jupiter.api.Test;

/** Trying a definition out on the answers of a run. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TryoutTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;

  /** A run of four items of which the first is answered wrong. */
  private UUID run(Object scorer) {
    worker.answeringOne(
        call -> call.itemId().equals("item-0") ? Replies.wrong(call) : Replies.right(call));
    Map<String, Object> launch = Lab.launchOf(4);
    launch.put("scorers", List.of(scorer));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    return run;
  }

  private static Map<String, Object> draft(String name, String text, double threshold) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("name", name);
    draft.put("kind", "expression");
    draft.put("threshold", threshold);
    draft.put("params", Map.of("expression", text));
    return draft;
  }

  private static JsonPath preview(Map<String, Object> request) {
    return asAdmin()
        .body(request)
        .post("/v1/scorers/preview")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldSayWhatAnAddedScorerWouldChange() {
    // Given
    UUID run = run("exact_match");
    String before = lab.picture(run);

    // When
    JsonPath result = preview(Map.of("definition", draft(unique("mine"), "same", 1), "run", run));

    // Then
    assertThat(result.getString("replaces")).isNull();
    assertThat(result.getInt("summary.answers")).isEqualTo(4);
    assertThat(result.getInt("summary.scored")).isEqualTo(4);
    assertThat(result.getDouble("summary.mean")).isEqualTo(0.75);
    assertThat(result.getDouble("summary.pass_rate")).isEqualTo(0.75);
    assertThat(result.getDouble("summary.pass_rate_interval.lower")).isBetween(0.2, 0.4);
    assertThat(result.getList("summary.histogram", Integer.class))
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 3);
    assertThat(result.getList("items.item_id").get(0)).isEqualTo("item-0");
    assertThat(result.getDouble("items[0].score")).isZero();
    assertThat(result.getList("flips")).hasSize(1);
    assertThat(result.getString("flips[0].item_id")).isEqualTo("item-0");
    assertThat(result.getString("flips[0].from")).isEqualTo("passed");
    assertThat(result.getString("flips[0].to")).isEqualTo("failed");
    assertThat(lab.picture(run)).as("nothing is kept").isEqualTo(before);
  }

  @Test
  void shouldLookAtFewerAnswersWhereTheyAreLong() {
    // Given four answers of three megabytes
    UUID run = run("exact_match");
    lab.all("update answers set output = to_json(repeat('x', 3000000)) where run_id = $1", run);

    // When
    JsonPath result = preview(Map.of("definition", draft(unique("mine"), "same", 1), "run", run));

    // Then
    assertThat(result.getInt("summary.answers")).isEqualTo(2);
    assertThat(result.getList("items.item_id")).hasSize(2);
  }

  @Test
  void shouldTakeThePlaceOfTheScorerWithTheSameName() {
    // Given
    String name = unique("mine");
    asAdmin().body(draft(name, "same", 1)).post("/v1/scorers").then().statusCode(201);
    UUID byName = run(name);
    UUID byKey = run(Map.of("id", name, "key", "another"));

    // When
    JsonPath result = preview(Map.of("definition", draft(name, "other", 1), "run", byName));
    JsonPath renamed =
        preview(Map.of("definition", draft(name, "0.5", 0.5), "run", byKey, "limit", 4));

    // Then
    assertThat(result.getString("replaces")).isEqualTo(name);
    assertThat(result.getInt("summary.newly_passed")).isEqualTo(1);
    assertThat(result.getInt("summary.newly_failed")).isEqualTo(3);
    assertThat(result.getDouble("items.find { it.item_id == 'item-0' }.previous.score")).isZero();
    assertThat(result.getBoolean("items.find { it.item_id == 'item-0' }.previous.passed"))
        .isFalse();
    assertThat(renamed.getString("replaces")).isEqualTo("another");
    assertThat(renamed.getInt("summary.newly_passed")).isEqualTo(1);
    assertThat(renamed.getInt("summary.newly_failed")).isZero();
  }

  @Test
  void shouldTryOnlySoManyAnswersOfASection() {
    // Given
    UUID run = run("exact_match");

    // When / Then
    assertThat(
            preview(Map.of("definition", draft(null, "same", 1), "run", run, "limit", 2))
                .getList("items"))
        .hasSize(2);
    JsonPath none =
        preview(Map.of("definition", draft(null, "same", 1), "run", run, "section", "nowhere"));
    assertThat(none.getList("items")).isEmpty();
    assertThat(none.getList("notes", String.class).get(0)).contains("nowhere");
  }

  @Test
  void shouldAskAJudgeAboutAFewAnswers() {
    // Given
    UUID run = run("exact_match");
    worker.answeringOne(
        call ->
            call.question() == null
                ? Replies.right(call)
                : Replies.answer(
                    call, DoubleNode.valueOf(call.itemId().equals("item-0") ? 0.1 : 0.9)));
    Map<String, Object> judge =
        Map.of(
            "kind",
            "judge",
            "threshold",
            0.8,
            "params",
            Map.of(
                "template",
                "Is it kind? {{output}}",
                "judge",
                Map.of("provider", "simulated", "model", "wise")));

    // When
    JsonPath result = preview(Map.of("definition", judge, "run", run));

    // Then
    assertThat(result.getInt("summary.scored")).isEqualTo(4);
    assertThat(result.getDouble("summary.mean")).isBetween(0.69, 0.71);
    assertThat(result.getDouble("items[0].score")).isEqualTo(0.1);
    assertThat(result.getString("items[0].item_id")).isEqualTo("item-0");
    assertThat(result.getInt("summary.newly_failed")).isEqualTo(1);
    assertThat(result.getDouble("cost")).isPositive();
    assertThat(result.getString("notes[0]")).contains("for real");
    assertThat(lab.all("select id from trials")).isEmpty();
    as(keyWith("read"))
        .body(Map.of("definition", judge, "run", run))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(403);
    asAdmin()
        .body(
            Map.of(
                "definition",
                Map.of("kind", "judge", "params", Map.of("template", "?")),
                "run",
                run))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(422)
        .body("code", equalTo("JUDGE_MISSING"));
  }

  @Test
  void shouldRefuseWhatCannotBeTried() {
    // Given
    UUID run = run("exact_match");
    UUID open = lab.launch(Lab.pushOf(1));

    // When / Then
    asAdmin()
        .body(Map.of("limit", 201))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(422)
        .body("violations.field", contains("definition", "run", "limit"));
    asAdmin()
        .body(Map.of("definition", draft(null, "si(ze", 1), "run", run))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(422)
        .body("violations.field", contains("definition.params.expression"));
    asAdmin()
        .body(Map.of("definition", draft(null, "same", 3), "run", run))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(422)
        .body("violations.field", hasItems("definition.threshold"));
    asAdmin()
        .body(Map.of("definition", draft(null, "same", 1), "run", open))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(409)
        .body("detail", containsString("ended"));
    as(otherWorkspaceKey())
        .body(Map.of("definition", draft(null, "same", 1), "run", run))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(404);
    asAdmin()
        .body(Map.of("definition", draft(null, "same", 1), "run", UUID.randomUUID()))
        .post("/v1/scorers/preview")
        .then()
        .statusCode(404)
        .body("flips", nullValue());
  }
}
