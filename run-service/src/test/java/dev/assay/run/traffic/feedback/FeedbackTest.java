package dev.assay.run.traffic.feedback;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class FeedbackTest {
  private static final String FEEDBACK = "/v1/feedback";

  private final Production production = new Production();

  private String of(String id) {
    return FEEDBACK + "?entity_type=request&entity_id=" + production.skill() + "-" + id;
  }

  @Test
  void shouldReplaceUnderAnIdentifierAndKeepTheHistory() {
    // Given
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    production.say("a", "identifier", "r1", "response", Map.of("total", 2), "by", "anna");

    // When
    production
        .say("a", "identifier", "r1", "response", Map.of("total", 3), "by", "anna")
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("replaced", equalTo(1));

    // Then
    asAdmin()
        .get(of("a"))
        .then()
        .body("data", hasSize(1))
        .body("data[0].response.total", equalTo(3))
        .body("data[0].by", equalTo("anna"))
        .body("data[0].inferred", equalTo(false));
    asAdmin()
        .get(of("a") + "&history=true")
        .then()
        .body("data.response.total", contains(3, 2))
        .body("data[0].replaced_at", nullValue())
        .body("data[1].replaced_at", notNullValue());
  }

  @Test
  void shouldReplaceWithinOneBodyToo() {
    // Given
    Map<String, Object> first =
        Map.of(
            "entity_type",
            "request",
            "entity_id",
            production.skill() + "-a",
            "identifier",
            "i",
            "notes",
            "first");
    Map<String, Object> second =
        Map.of(
            "entity_type",
            "request",
            "entity_id",
            production.skill() + "-a",
            "identifier",
            "i",
            "notes",
            "second");

    // When
    asAdmin()
        .body(List.of(first, second))
        .post(FEEDBACK)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("replaced", equalTo(1))
        .body("unknown", contains(production.skill() + "-a"));

    // Then
    asAdmin().get(of("a")).then().body("data.notes", contains("second"));
  }

  @Test
  void shouldSayWhatIsWrong() {
    production
        .say("a", "response", "not json")
        .statusCode(422)
        .body("violations[0].field", equalTo("[0].response"))
        .body("violations[0].message", containsString("corrected"));
    production.say("a").statusCode(422).body("detail", containsString("says nothing"));
    production.say("a", "rating", "good").statusCode(422);
    for (String at : List.of("2099-01-01T00:00:00Z", "+300000-01-01T00:00:00Z")) {
      production
          .say("a", "response", Map.of("total", 1), "at", at)
          .statusCode(422)
          .body("violations[0].field", equalTo("[0].at"))
          .body("violations[0].message", containsString("in the future"));
    }
    production
        .say("a", "notes", "n", "at", "0001-01-01T00:00:00Z")
        .statusCode(422)
        .body("violations[0].message", containsString("before 2015"));
    asAdmin()
        .body(Map.of("entity_type", "answer", "entity_id", "x", "notes", "n"))
        .post(FEEDBACK)
        .then()
        .statusCode(422)
        .body("violations[0].message", containsString("agent_execution"));
  }

  @Test
  void shouldNameLinesThatAreNoJsonAndKeepTheOthers() {
    // Given
    String whole =
        "{\"entity_type\": \"request\", \"entity_id\": \"%s-%s\", \"response\": {\"total\": 2}}\n";
    String lines =
        whole.formatted(production.skill(), "a")
            + "{\"entity_type\": \"request\", \"entity_id\": \"x\", \"response\": {\"total\": }}\n"
            + "{\"entity_type\": \"request\", \"entity_id\": \"x\", \"response\": \"{total: 2}\"}\n"
            + whole.formatted(production.skill(), "b");

    // When / Then
    asAdmin()
        .contentType("application/x-ndjson")
        .body(lines.getBytes(UTF_8))
        .post(FEEDBACK)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("rejected", equalTo(2))
        .body("errors.line", contains(2, 3))
        .body("errors[0].message", containsString("JSON"))
        .body("errors[1].message", containsString("corrected"));
    asAdmin().get(of("b")).then().body("data.response.total", contains(2));

    // And of a body that breaks off nobody knows where the next one would begin
    asAdmin()
        .body("[{\"entity_type\": \"request\", \"entity_id\": \"x\", \"notes\": \"n\"}, {\"entity")
        .post(FEEDBACK)
        .then()
        .statusCode(400)
        .body("detail", containsString("Nothing was stored."));
  }

  @Test
  void shouldCountWhatWasSaidBeforeTheRecordCame() {
    // Given
    production
        .say("late", "response", Map.of("total", 2))
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("unknown", contains(production.skill() + "-late"));

    // When
    production.log("requests", production.request("late", 1, Map.of("total", 1)));

    // Then
    asAdmin()
        .get("/v1/traffic/requests/" + production.skill() + "-late")
        .then()
        .body("corrected", equalTo(true));
    asAdmin()
        .get("/v1/traffic/counts?source_type=skill&id=" + production.skill())
        .then()
        .body("json_corrections", equalTo(1));
  }

  @Test
  void shouldCountTheSameBatchOnce() {
    // Given one opinion under an identifier and one without
    List<Object> batch =
        List.of(
            said("a", "identifier", "review", "response", Map.of("total", 2)),
            said("a", "notes", "odd"));
    String key = "batch-" + production.skill();

    // When the same is sent twice, since the first answer was lost
    for (int i = 0; i < 2; i++) {
      asAdmin()
          .header(Idempotency.HEADER, key)
          .body(batch)
          .post(FEEDBACK)
          .then()
          .statusCode(200)
          .body("accepted", equalTo(2))
          .body("replaced", equalTo(0));
    }

    // Then
    asAdmin().get(of("a") + "&history=true").then().body("data", hasSize(2));

    // When it is sent again as something new, what has an identifier is replaced
    asAdmin().body(batch).post(FEEDBACK).then().body("replaced", equalTo(1));

    // Then without one it is one more opinion
    asAdmin().get(of("a")).then().body("data", hasSize(3));
  }

  private Map<String, Object> said(String id, Object... pairs) {
    Map<String, Object> said = map(pairs);
    said.put("entity_type", "request");
    said.put("entity_id", production.skill() + "-" + id);
    return said;
  }

  @Test
  void shouldBelongToItsWorkspace() {
    // Given
    production.say("a", "notes", "mine").statusCode(200);
    String id = asAdmin().get(of("a")).then().extract().path("data[0].id");
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get(of("a")).then().body("data", hasSize(0));
    as(other).delete(FEEDBACK + "/" + id).then().statusCode(404);
    asAdmin().delete(FEEDBACK + "/" + id).then().statusCode(204);
    asAdmin().get(of("a")).then().body("data", hasSize(0));
  }
}
