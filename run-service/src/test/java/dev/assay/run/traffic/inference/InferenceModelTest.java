package dev.assay.run.traffic.inference;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelCall;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom a run asks for corrections of notes, and what it says of that before. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class InferenceModelTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  private UUID firstOf(UUID run) {
    return UUID.fromString(lab.show(run).getString("inference_run"));
  }

  @Test
  void shouldAskTheSkillsModelForItsSchema() {
    // Given
    noted.three();
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "description",
            "not a {{tag}}",
            "required",
            List.of("total", "currency"));
    asAdmin()
        .body(Map.of("model", Noted.BY, "output_schema", schema))
        .put("/v1/skills/" + production.skill())
        .then()
        .statusCode(201);
    production.log("requests", production.request("text", 4, "four euros"));
    production.say("text", "notes", "dollars");
    worker.answeringOne(
        call ->
            call.request().messages().toString().contains("document text")
                ? Replies.answer(call, TextNode.valueOf("{\"total\": 4}"))
                : Noted.dollars(call));

    // When
    UUID run = lab.launch(production.launch("infer_corrections", true));

    // Then
    JsonPath end = lab.awaitEnd(run);
    UUID first = firstOf(run);
    assertThat(lab.show(first).getString("scorers[0].id")).isEqualTo("json_schema");
    assertThat(lab.show(first).getInt("counts.failed")).isEqualTo(1);
    ModelCall call = worker.calls(first).get(0);
    assertThat(call.request().params().at("/response_format/type").asText())
        .isEqualTo("json_schema");
    assertThat(call.request().messages().toString()).contains("currency", "tag}}");
    assertThat(end.getString("warnings[0].message")).contains("of 2 notes. Of 1 of them");
    assertThat(Noted.outcome(run).getInt("inferred.samples")).isEqualTo(1);
  }

  @Test
  void shouldAskTheRunsJudgeOrSayThatNobodyIsNamed() {
    // Given
    noted.three();
    Map<String, Object> launch = production.launch("infer_corrections", true);

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("target.traffic.infer_corrections"))
        .body("detail", containsString("nothing says which"));
    asAdmin()
        .body(production.launch("infer_corrections", Map.of("model", "sim")))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("target.traffic.infer_corrections.provider"));
    asAdmin()
        .body(
            production.launch(
                "infer_corrections", Map.of("provider", "nobody-here", "model", "sim")))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_PROVIDER"))
        .body("detail", containsString("infer_corrections"));
    asAdmin()
        .body(production.launch("infer_corrections", "yes"))
        .post("/v1/runs")
        .then()
        .statusCode(422);
    launch.put("judge", Map.of("provider", "simulated", "model", "wise"));
    worker.answeringOne(Noted::dollars);
    UUID run = lab.launch(launch);
    assertThat(lab.show(firstOf(run)).getString("target.model")).isEqualTo("wise");
    lab.awaitEnd(run);
    assertThat(Noted.outcome(run).getInt("inferred.samples")).isEqualTo(1);
  }

  @Test
  void shouldSayWhatItWouldAskBeforeItDoes() {
    // Given
    noted.three();

    // When / Then
    asAdmin()
        .body(production.launch())
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("traffic.notes_only", equalTo(1))
        .body("traffic.to_infer", equalTo(null))
        .body("forecast", equalTo(null));
    JsonPath preview =
        asAdmin()
            .body(noted.launch())
            .post("/v1/runs/preview")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(preview.getInt("traffic.to_infer")).isEqualTo(1);
    assertThat(preview.getDouble("forecast.inference.calls.expected")).isGreaterThanOrEqualTo(1);
    assertThat(preview.getDouble("forecast.inference.tokens_in.expected")).isPositive();
    assertThat(preview.<Object>get("forecast.calls")).isNull();
    assertThat(noted.said("noted").getList("data")).hasSize(1);
  }
}
