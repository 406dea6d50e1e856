package dev.assay.run.traffic.slices;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.common.status.RunStatus;
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
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TrafficRunTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  /** Three answers with two fields each: one is right, one is half right, of one nobody spoke. */
  private void three() {
    production.log(
        "requests",
        production.request("right", 1, Map.of("total", 1, "currency", "EUR")),
        production.request("half", 2, Map.of("total", 2, "currency", "EUR")),
        production.request("silent", 3, Map.of("total", 3, "currency", "EUR")));
    production.say("right", "response", Map.of("total", 1, "currency", "EUR"));
    production.say("half", "response", Map.of("total", 2, "currency", "USD"), "notes", "dollars");
  }

  private static JsonPath outcome(UUID run) {
    return asAdmin().get("/v1/runs/{id}/outcome", run).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath items(UUID run) {
    return asAdmin().get("/v1/runs/{id}/items", run).then().statusCode(200).extract().jsonPath();
  }

  @Test
  void shouldScoreStoredAnswersWithoutACall() {
    // Given
    three();
    Map<String, Object> broken = production.request("broken", 4, null);
    broken.put("error", "timeout");
    production.log("requests", broken).statusCode(200);

    // When
    UUID run = lab.launch(production.launch());

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.skipped")).isEqualTo(2);
    assertThat(end.getInt("counts.total")).isEqualTo(4);
    assertThat(end.getDouble("cost")).isZero();
    // Nothing is missing that could have been measured.
    assertThat(end.getDouble("summary.scorers.field_accuracy.mean_bounds.lower")).isEqualTo(0.75);
    assertThat(end.getInt("summary.scorers.field_accuracy.skipped")).isEqualTo(2);
    assertThat(end.getInt("summary.scorers.field_accuracy.fields.uncorrected")).isEqualTo(1);
    assertThat(
            lab
                .all(
                    "select data::json->>'to' as s from events where run_id = $1"
                        + " and type = 'run.status' order by seq",
                    run)
                .stream()
                .map(row -> row.getString("s")))
        .containsExactly("queued", "evaluating_results", "successful");
    assertThat(items(run).getList("data.error.code")).contains("NOT_COMPLETED");
    JsonPath outcome = outcome(run);
    assertThat(outcome.getInt("total")).isEqualTo(4);
    assertThat(outcome.getInt("completed")).isEqualTo(3);
    assertThat(outcome.getDouble("completion_rate")).isEqualTo(0.75);
    assertThat(outcome.getInt("human.samples")).isEqualTo(2);
    assertThat(outcome.getInt("inferred.samples")).isZero();
    // What nobody corrected says nothing of what a model made.
    assertThat(outcome.<Object>get("inferred.accuracy_assuming_accepted")).isNull();
    assertThat(
            end.<Object>get(
                "summary.scorers.field_accuracy.fields.inferred.accuracy_assuming_accepted"))
        .isNull();
    assertThat(outcome.getInt("uncorrected")).isEqualTo(1);
    assertThat(outcome.getDouble("accuracy_corrected")).isEqualTo(0.75);
    assertThat(outcome.getDouble("accuracy_assuming_accepted")).isCloseTo(5 / 6.0, offset());
    assertThat(outcome.getString("band")).isEqualTo("fair");
    assertThat(outcome.<Object>get("delta")).isNull();
  }

  @Test
  void shouldTellFieldByFieldWithExamples() {
    // Given
    three();
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);

    // When / Then
    asAdmin()
        .get("/v1/runs/{id}/fields", run)
        .then()
        .statusCode(200)
        .body("scorer", equalTo("field_accuracy"))
        .body("fields[0].field", equalTo("currency"))
        .body("fields[0].errors", equalTo(1))
        .body("fields[0].correct", equalTo(1))
        .body("fields[0].examples[0].item_id", equalTo(production.skill() + "-half"))
        .body("fields[0].examples[0].expected", equalTo("USD"))
        .body("fields[0].examples[0].actual", equalTo("EUR"))
        .body("fields[1].field", equalTo("total"))
        .body("fields[1].errors", equalTo(0));
    asAdmin()
        .get("/v1/runs/{id}/fields?filter=correct", run)
        .then()
        .body("fields.field", equalTo(List.of("total")));
    asAdmin().get("/v1/runs/{id}/fields?filter=bad", run).then().statusCode(422);
  }

  @Test
  void shouldMeasureTheDeltaToTheRunBefore() {
    // Given
    three();
    UUID before = lab.launch(production.launch());
    lab.awaitEnd(before);
    production.say("silent", "response", Map.of("total", 3, "currency", "EUR"));
    production.say("right", "response", Map.of("total", 9, "currency", "EUR"));

    // When
    UUID run = lab.launch(production.launch());

    // Then
    lab.awaitEnd(run);
    JsonPath outcome = outcome(run);
    assertThat(outcome.getString("delta.run")).isEqualTo(before.toString());
    assertThat(outcome.getDouble("delta.accuracy")).isEqualTo(0.75);
    assertThat(outcome.getDouble("delta.difference")).isCloseTo(4 / 6.0 - 0.75, offset());
    assertThat(outcome.getInt("delta.paired_items")).isEqualTo(2);
    assertThat(outcome.getDouble("delta.paired_difference")).isCloseTo(-0.25, offset());
  }

  private static Offset<Double> offset() {
    return Offset.offset(1e-6);
  }

  @Test
  void shouldTakeTheNewestCorrectionOfAPerson() {
    // Given
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    production.say("a", "response", Map.of("total", 5), "at", "2026-11-02T10:00:00Z");
    production.say("a", "response", Map.of("total", 1), "at", "2026-11-03T10:00:00Z");
    production.say("a", "response", Map.of("total", 7), "at", "2026-11-01T10:00:00Z");

    // When
    UUID run = lab.launch(production.launch());

    // Then
    lab.awaitEnd(run);
    assertThat(outcome(run).getDouble("accuracy_corrected")).isEqualTo(1.0);
  }

  @Test
  void shouldTakeTheLaterOfTwoCorrectionsAtTheSameInstant() {
    // Given both in one body, and then one more for the same instant
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    String at = "2026-11-02T10:00:00Z";
    asAdmin()
        .body(
            List.of(
                correction("total", 5, at), correction("total", 6, at), correction("total", 7, at)))
        .post("/v1/feedback")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(3));
    assertThat(expected()).isEqualTo(7);

    // When
    production.say("a", "response", Map.of("total", 8), "at", at).statusCode(200);

    // Then it is that, and none of the others is lost
    assertThat(expected()).isEqualTo(8);
    asAdmin()
        .get("/v1/feedback?entity_type=request&entity_id=" + production.skill() + "-a")
        .then()
        .body("data.response.total", equalTo(List.of(8, 7, 6, 5)))
        .body("data.stands", equalTo(List.of(true, true, true, true)));
  }

  @Test
  void shouldTakeTimesAndTokensThatAreMoreThanThereIsRoomFor() {
    // Given a request whose time was logged in nanoseconds
    Map<String, Object> request = production.request("a", 1, Map.of("total", 1));
    request.put("latency_ms", 2_840_000_000L);
    request.put("tokens", Map.of("input", Long.MAX_VALUE, "output", Long.MAX_VALUE));
    production.log("requests", request).statusCode(200);
    production.say("a", "response", Map.of("total", 1));

    // When
    UUID run = lab.launch(production.launch());

    // Then it is in nobody's way
    assertThat(lab.awaitEnd(run).getString("status")).isEqualTo("successful");
  }

  private Map<String, Object> correction(String field, int value, String at) {
    return Map.of(
        "entity_type",
        "request",
        "entity_id",
        production.skill() + "-a",
        "response",
        Map.of(field, value),
        "at",
        at);
  }

  /** What a run takes for right of the one answer. */
  private int expected() {
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    return asAdmin()
        .get("/v1/runs/{id}/items/1", run)
        .then()
        .statusCode(200)
        .extract()
        .path("item.expected.total");
  }

  @Test
  void shouldWarnOfFieldsThatMatchNothing() {
    // Given
    three();
    Map<String, Object> some = production.launch();
    some.put("scorers", List.of(byFields("total", "curency", "vat")));
    Map<String, Object> none = production.launch();
    none.put("scorers", List.of(byFields("curency")));
    Map<String, Object> all = production.launch();
    all.put("scorers", List.of(byFields("total", "currency")));

    // Then
    assertThat(warned(some))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith(
            "field_accuracy compares curency, vat: nothing that is expected has such fields");
    assertThat(warned(none))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("field_accuracy compares curency: nothing that is expected has such a field.");
    assertThat(warned(all)).isEmpty();
  }

  @Test
  void shouldNotCallFieldsUnknownWhereNobodyCorrectedAnything() {
    // Given
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    Map<String, Object> launch = production.launch();
    launch.put("scorers", List.of(byFields("curency")));

    // Then
    assertThat(warned(launch)).isEmpty();
  }

  private static Map<String, Object> byFields(String... fields) {
    return Map.of("id", "field_accuracy", "params", Map.of("fields", List.of(fields)));
  }

  /** What a run says of such fields at its end. */
  private List<String> warned(Map<String, Object> launch) {
    UUID run = lab.launch(launch);
    return lab.awaitEnd(run)
        .getList("summary.warnings.findAll { it.code == 'FIELDS_MATCH_NOTHING' }.message");
  }

  @Test
  void shouldKeepWhatItMeasuredWhenTrafficIsGone() {
    // Given
    three();
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);

    // When
    asAdmin().delete("/v1/traffic/requests/" + production.skill() + "-half").then().statusCode(204);

    // Then
    assertThat(outcome(run).getDouble("accuracy_corrected")).isEqualTo(0.75);
    asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);
    asAdmin()
        .get("/v1/traffic/requests/" + production.skill() + "-right")
        .then()
        .statusCode(200)
        .body("corrected", equalTo(true));
  }

  @Test
  void shouldCountBeforeAnythingIsSpent() {
    // Given
    three();
    production.say("silent", "notes", "looks odd");

    // When / Then
    asAdmin()
        .get("/v1/traffic/counts?source_type=skill&id=" + production.skill())
        .then()
        .statusCode(200)
        .body("total", equalTo(3))
        .body("completed", equalTo(3))
        .body("with_feedback", equalTo(3))
        .body("json_corrections", equalTo(2))
        .body("notes_only", equalTo(1))
        .body("latest_activity", equalTo("2026-11-01T10:03:00Z"));
    asAdmin()
        .body(production.launch("limit", 2))
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("units", equalTo(2))
        .body("traffic.total", equalTo(2))
        .body("traffic.json_corrections", equalTo(1))
        // The note is made into no correction unless the launch asks for it.
        .body("traffic.notes_only", equalTo(1))
        .body("traffic.to_infer", nullValue())
        .body("forecast", nullValue());
    assertThat(lab.show(lab.launch(production.launch())).<Object>get("inference_run")).isNull();
    asAdmin().get("/v1/traffic/sources").then().body("sources.id", hasItem(production.skill()));
  }

  @Test
  void shouldSayWhyAWindowIsEmpty() {
    // Given
    three();

    // When / Then
    asAdmin()
        .body(production.launch("since", "2026-11-02T00:00:00Z"))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("EMPTY_DATASET"))
        .body("detail", containsString("3 in all, the latest at 2026-11-01T10:03:00Z"));
    asAdmin()
        .body(production.launch("since", "2026-11-02T00:00:00Z"))
        .post("/v1/runs/preview")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("target.traffic"))
        .body("detail", containsString("3 in all"));
    asAdmin()
        .body(production.launch("since", "2026-11-02T00:00:00Z", "until", "2026-11-01T00:00:00Z"))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("target.traffic.until"));
    Map<String, Object> execution = production.request("e", 1, "x");
    execution.put("agent", production.skill());
    execution.put("agent_version", "2");
    production.log("executions", execution);
    Map<String, Object> launch = production.launch();
    launch.put(
        "target",
        Map.of(
            "traffic",
            Map.of("source_type", "agent", "id", production.skill(), "agent_version", "3")));
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("has no version 3; it has 2."));
  }

  @Test
  void shouldNotRetryWhatIsStored() {
    // Given
    three();
    Map<String, Object> launch = production.launch();
    launch.put("scorers", List.of("unmeasurable"));
    UUID failed = lab.launch(launch);
    lab.awaitEnd(failed);
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);

    // When / Then
    asAdmin()
        .post("/v1/runs/{id}/retry", failed)
        .then()
        .statusCode(409)
        .body("detail", containsString("Launch it again"));
    asAdmin()
        .body(Map.of("scorers", List.of("exact_match")))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);
    assertThat(lab.awaitEnd(run).getString("status")).isEqualTo("successful");
  }

  @Test
  void shouldBeCancelledAndResumed() {
    // Given
    three();
    scoring.silentToTasks(true);
    UUID run = lab.launch(production.launch());
    lab.awaitStatus(run, RunStatus.EVALUATING_RESULTS);

    // When
    lab.act(run, "cancel");
    lab.awaitStatus(run, RunStatus.CANCELLED);
    scoring.silentToTasks(false);
    lab.act(run, "resume");

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(outcome(run).getDouble("accuracy_corrected")).isEqualTo(0.75);
  }
}
