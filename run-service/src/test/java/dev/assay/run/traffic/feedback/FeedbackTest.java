package dev.assay.run.traffic.feedback;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
    asAdmin()
        .body(Map.of("entity_type", "answer", "entity_id", "x", "notes", "n"))
        .post(FEEDBACK)
        .then()
        .statusCode(422)
        .body("violations[0].message", containsString("agent_execution"));
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
