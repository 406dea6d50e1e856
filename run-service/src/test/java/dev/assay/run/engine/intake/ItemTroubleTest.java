package dev.assay.run.engine.intake;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one item or one answer does stays its own. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ItemTroubleTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;

  private static Map<String, Object> item(String id, int elements) {
    return map(
        "id",
        id,
        "input",
        "q",
        "expected",
        "a",
        "extra",
        map("l", Collections.nCopies(elements, 1)));
  }

  @Test
  void shouldMakeATemplateThatDoesTooMuchTheErrorOfItsItem() {
    // Given
    String open = "{{#item.extra.l}}";
    String close = "{{/item.extra.l}}";
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put(
        "dataset",
        map("name", unique("items"), "items", List.of(item("light", 1), item("heavy", 300))));
    launch.put(
        "target",
        map(
            "provider",
            "simulated",
            "model",
            "sim",
            "prompt",
            "{{input}}" + open.repeat(4) + "x" + close.repeat(4)));

    // When
    String run =
        asAdmin()
            .body(launch)
            .post("/v1/runs")
            .then()
            .statusCode(201)
            .body("warnings.code", hasItem("PROMPT_MISFIT"))
            .extract()
            .path("id");
    JsonPath end = lab.awaitEnd(UUID.fromString(run));

    // Then
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    JsonPath errors =
        asAdmin()
            .queryParam("status", "error")
            .get("/v1/runs/" + run + "/items")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(errors.getList("data.item_id")).containsExactly("heavy");
    assertThat(
            lab.one(
                    "select error_code from units where run_id = $1 and status = 'error'",
                    UUID.fromString(run))
                .getString("error_code"))
        .isEqualTo("PROMPT_FAILED");
  }

  /** Also the report w-nul: the item is measured, and the run ends. */
  @Test
  void shouldKeepAnAnswerThatHoldsWhatCannotBeStored() {
    // Given
    ObjectNode output = Json.mapper().createObjectNode().put("text\u0000", "a\u0000b \uD800");
    worker.answeringOne(call -> Replies.answer(call, output));

    // When
    UUID run = lab.launch(Lab.launchOf(1));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.failed")).isEqualTo(1);
    asAdmin().get("/v1/runs/" + run + "/items").then().statusCode(200);
    assertThat(
            lab.one("select output::jsonb::text as output from answers where run_id = $1", run)
                .getString("output"))
        .contains("text\uFFFD", "a\uFFFDb \uFFFD");
    asAdmin().get("/v1/runs/" + run + "/export").then().statusCode(200);
  }

  @Test
  void shouldEndAndShowARunOfItemsFromBeforeNulWasRefused() {
    // Given items as an earlier build let them in, and a scorer that skips one of them
    worker.holding(call -> true);
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put(
        "scorers",
        List.of(Map.of("id", "exact_match", "threshold", 1), Map.of("id", "not_applicable")));
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 2);
    lab.all(
        """
        update items set body = ('{"input":"q\\u0000","expected":"a\\u0000","x\\u0000":1}')::json
        where dataset_version_id = (select dataset_version_id from runs where id = $1)
        """,
        run);

    // When
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getString("status")).isEqualTo("successful");
    JsonPath items =
        asAdmin().get("/v1/runs/" + run + "/items").then().statusCode(200).extract().jsonPath();
    assertThat(items.getList("data.input")).containsOnly("q\uFFFD");
    asAdmin().get("/v1/runs/" + run + "/items/1").then().statusCode(200);
    String export =
        asAdmin().get("/v1/runs/" + run + "/export").then().statusCode(200).extract().asString();
    assertThat(export).contains("\"expected\":\"a\\ufffd\"");
    asAdmin()
        .queryParam("baseline", run)
        .queryParam("other", run)
        .get("/v1/comparisons/flips")
        .then()
        .statusCode(200);
  }
}
