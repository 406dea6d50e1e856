package dev.assay.run.traffic.agreement;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How far people agree, over what they really said. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AgreementTest {
  @Inject Lab lab;
  private final Production production = new Production();

  private ValidatableResponse agreement() {
    return asAdmin()
        .get("/v1/feedback/agreement?source_type=skill&id=" + production.skill())
        .then()
        .statusCode(200);
  }

  private void log(String... names) {
    for (int i = 0; i < names.length; i++) {
      production
          .log("requests", production.request(names[i], i, Map.of("total", i)))
          .statusCode(200);
    }
  }

  /** Section B of Krippendorff (2011), said by two people of twelve answers. */
  @Test
  void shouldSayHowFarLabelsAgreeBeyondChance() {
    // Given
    String first = "aabbdcccedda";
    String second = "babbbccceddd";
    for (int i = 0; i < first.length(); i++) {
      log("r" + i);
      production.say("r" + i, "label", first.substring(i, i + 1), "by", "anna");
      production.say("r" + i, "label", second.substring(i, i + 1), "by", "berta");
    }

    // When
    ValidatableResponse answer = agreement();

    // Then
    answer
        .body("entities", equalTo(12))
        .body("by_two_or_more", equalTo(12))
        .body("read", equalTo(12))
        .body("partly", equalTo(false))
        .body("label.items", equalTo(12))
        .body("label.agreement", equalTo(0.75f))
        .body("rating.items", equalTo(0))
        .body("rating.alpha", nullValue())
        .body("fields", empty())
        .body("disagreements.size()", equalTo(3))
        .body("disagreements[0].paths", contains("label"))
        .body("disagreements[0].people", equalTo(2));
    double kappa = answer.extract().jsonPath().getDouble("label.kappa");
    assertThat(kappa).isCloseTo(0.692, Offset.offset(0.0005));
  }

  @Test
  void shouldSayOfWhichFieldsPeopleAreOfOneMind() {
    // Given
    log("a", "b", "c");
    production.say("a", "response", Map.of("total", 1, "currency", "EUR"), "by", "anna");
    production.say("a", "response", Map.of("total", 1.0, "currency", "USD"), "by", "berta");
    production.say("b", "response", Map.of("total", 2), "by", "anna");
    production.say("b", "response", Map.of("total", 2, "currency", "EUR"), "by", "berta");
    production.say("c", "response", Map.of("total", 3), "by", "anna");

    // When / Then a number is the same however it is written; what one leaves out he does not say
    agreement()
        .body("entities", equalTo(3))
        .body("by_two_or_more", equalTo(2))
        .body("fields.path", contains("currency", "total"))
        .body("fields.items", contains(2, 2))
        .body("fields.agreement", contains(0f, 1f))
        .body("disagreements.paths", equalTo(List.of(List.of("currency"), List.of("currency"))))
        .body(
            "disagreements.entity_id",
            contains(production.skill() + "-b", production.skill() + "-a"))
        .body("disagreements[0].entity_type", equalTo("request"));
  }

  @Test
  void shouldCountWhatEachPersonSaidLast() {
    // Given
    log("a", "b");
    for (String id : List.of("a", "b")) {
      production.say(id, "rating", 1, "by", "anna", "at", "2026-11-02T10:00:00Z");
      production.say(id, "rating", id.equals("a") ? 4 : 2, "by", "anna");
      production.say(id, "rating", id.equals("a") ? 4 : 2, "by", "berta", "label", "fine");
    }

    // When / Then
    agreement()
        .body("rating.items", equalTo(2))
        .body("rating.alpha", equalTo(1f))
        .body("label.items", equalTo(0))
        .body("label.agreement", nullValue())
        .body("disagreements", empty());
  }

  @Test
  void shouldLeaveOutWhatIsOfNobodyOfAModelOrReplaced() {
    // Given
    log("a", "b", "c");
    production.say("a", "label", "right", "by", "anna");
    production.say("a", "label", "wrong");
    production.say("b", "label", "right", "by", "anna");
    production.say("b", "label", "wrong", "by", "model");
    lab.all(
        "update feedback set inferred = true where author = 'model' and entity_id = $1",
        production.skill() + "-b");
    production.say("c", "label", "right", "by", "anna");
    production.say("c", "label", "wrong", "by", "berta", "identifier", "i");
    production.say("c", "label", "right", "by", "berta", "identifier", "i");

    // When / Then
    agreement()
        .body("entities", equalTo(3))
        .body("by_two_or_more", equalTo(1))
        .body("label.items", equalTo(1))
        .body("label.agreement", equalTo(1f))
        .body("disagreements", empty());
  }

  @Test
  void shouldBeOfASourceAndAWindow() {
    // Given
    log("a");
    production.say("a", "label", "x", "by", "anna");
    production.say("a", "label", "y", "by", "berta");
    String of = "/v1/feedback/agreement?source_type=skill&id=" + production.skill();

    // When / Then
    asAdmin().get(of + "&until=2026-11-01T00:00:00Z").then().body("entities", equalTo(0));
    asAdmin().get(of + "&since=2026-11-01T00:00:00Z").then().body("entities", equalTo(1));
    asAdmin().get("/v1/feedback/agreement?source_type=skill").then().statusCode(400);
    asAdmin().get("/v1/feedback/agreement?source_type=song&id=x").then().statusCode(400);
    asAdmin().get("/v1/feedback/agreement?since=now").then().statusCode(400);
    String other = otherWorkspaceKey();
    as(other).get(of).then().statusCode(200).body("entities", equalTo(0));
    as(other).get("/v1/feedback/agreement").then().body("by_two_or_more", equalTo(0));
    asAdmin().get("/v1/feedback/agreement?since=2026-11-01T00:00:00Z").then().statusCode(200);
  }

  @Test
  void shouldBeANumberWhateverTheRatings() {
    // Given
    log("a", "b", "c");
    for (String id : List.of("a", "b")) {
      production.say(id, "rating", 1e308, "by", "anna").statusCode(200);
      production.say(id, "rating", id.equals("a") ? 1e308 : -1e308, "by", "berta").statusCode(200);
    }
    lab.all(
        "insert into feedback (id, workspace_id, entity_type, entity_id, rating, author, at)"
            + " select gen_random_uuid(), workspace_id, 'request', id, 'NaN'::float8, g.by, now()"
            + " from traffic_ids, unnest(array['anna', 'berta']) as g(by) where id = $1",
        production.skill() + "-c");

    // When / Then what was stored before it was refused is none
    ValidatableResponse answer =
        agreement().body("rating.items", equalTo(2)).body("partly", equalTo(false));
    assertThat(answer.extract().asString()).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(answer.extract().jsonPath().getDouble("rating.alpha")).isEqualTo(0);
    production.say("a", "rating", "NaN", "by", "anna").statusCode(422);
  }

  @Test
  void shouldSayThatVeryLargeCorrectionsAreNotCounted() {
    // Given
    log("a");
    production.say("a", "response", Map.of("total", 1, "page", "x".repeat(70_000)), "by", "anna");
    production.say("a", "response", Map.of("total", 2), "label", "wrong", "by", "berta");
    production.say("a", "label", "right", "by", "anna");

    // When / Then the rest of what was said is
    agreement()
        .body("partly", equalTo(true))
        .body("read", equalTo(1))
        .body("fields", empty())
        .body("label.items", equalTo(1))
        .body("disagreements.paths", equalTo(List.of(List.of("label"))));
  }

  @Test
  void shouldSayThatOfAnAnswerTheNewestIsCounted() {
    // Given somebody who went on and on about an answer of which another one spoke before
    log("a");
    production.say("a", "label", "right", "by", "berta", "at", "2026-11-01T11:00:00Z");
    lab.all(
        "insert into feedback (id, workspace_id, entity_type, entity_id, label, author, at)"
            + " select gen_random_uuid(), workspace_id, 'request', id, 'wrong', 'anna',"
            + " '2026-11-02T00:00:00Z'"
            + " from traffic_ids, generate_series(1, 200) where id = $1",
        production.skill() + "-a");

    // When / Then
    agreement()
        .body("by_two_or_more", equalTo(1))
        .body("read", equalTo(1))
        .body("partly", equalTo(true))
        .body("label.items", equalTo(0));
  }

  @Test
  void shouldReadManyAnswersInPiecesAndSayHowMany() {
    // Given more answers than are read, of which the oldest alone is contested
    log("a");
    String copies =
        "insert into traffic (workspace_id, kind, id, at, status, skill)"
            + " select t.workspace_id, t.kind, t.id || '-' || n, t.at + n * interval '1 s',"
            + " t.status, t.skill from traffic t, generate_series(1, 5000) n where t.id = $1";
    lab.all(copies, production.skill() + "-a");
    lab.all(
        "insert into feedback (id, workspace_id, entity_type, entity_id, label, author, at)"
            + " select gen_random_uuid(), t.workspace_id, 'request', t.id,"
            + " case when t.id = $2 then g.by else 'right' end, g.by, now()"
            + " from traffic t, unnest(array['anna', 'berta']) as g(by) where t.skill = $1",
        production.skill(),
        production.skill() + "-a");

    // When / Then
    agreement()
        .body("entities", equalTo(5001))
        .body("by_two_or_more", equalTo(5001))
        .body("read", equalTo(5000))
        .body("partly", equalTo(true))
        .body("label.items", equalTo(5000))
        .body("label.agreement", equalTo(1f))
        .body("label.kappa", nullValue())
        .body("disagreements", empty());
    lab.all("delete from feedback where entity_id like $1", production.skill() + "-%");
    lab.all("delete from traffic where skill = $1", production.skill());
  }
}
