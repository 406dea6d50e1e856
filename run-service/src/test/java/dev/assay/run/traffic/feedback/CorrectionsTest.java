package dev.assay.run.traffic.feedback;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corrections that do not fit what a skill answers are kept, and told of. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class CorrectionsTest {
  private final Production production = new Production();

  @BeforeEach
  void log() {
    schema(
        "type",
        "object",
        "required",
        List.of("currency"),
        "properties",
        Map.of(
            "total",
            Map.of("type", "number"),
            "lines",
            Map.of("items", Map.of("properties", Map.of("amount", Map.of("type", "number"))))));
    production
        .log("requests", production.request("a", 1, Map.of("total", 1, "currency", "EUR")))
        .statusCode(200);
  }

  private void schema(Object... schema) {
    asAdmin()
        .body(Map.of("name", production.skill(), "output_schema", map(schema)))
        .post("/v1/skills")
        .then()
        .statusCode(201);
  }

  private Map<String, Object> said(String id, Object... pairs) {
    Map<String, Object> said = map(pairs);
    said.put("entity_type", "request");
    said.put("entity_id", production.skill() + "-" + id);
    return said;
  }

  @Test
  void shouldTellWhereACorrectionDoesNotFit() {
    production
        .say(
            "a",
            "response",
            Map.of("total", "two", "lines", List.of(Map.of("amount", 1), Map.of("amount", "x"))))
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("warnings", hasSize(3))
        .body("warnings.path", contains("currency", "lines[1].amount", "total"))
        .body("warnings.index", contains(0, 0, 0))
        .body("warnings[0].entity_id", equalTo(production.skill() + "-a"))
        .body("warnings[2].message", containsString("number"));
    // It is the truth all the same
    asAdmin()
        .get("/v1/traffic/requests/" + production.skill() + "-a")
        .then()
        .body("corrected", equalTo(true));
  }

  @Test
  void shouldNameTheRecordOfTheBody() {
    // Given the first is no feedback, the second fits, the third does not
    List<Object> body =
        List.of(
            said("a"),
            said("a", "response", Map.of("currency", "EUR")),
            said("a", "response", Map.of()),
            said("b", "response", Map.of()));

    // When / Then of what nothing was logged nobody knows a schema
    asAdmin()
        .body(body)
        .post("/v1/feedback")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(3))
        .body("rejected", equalTo(1))
        .body("warnings", hasSize(1))
        .body("warnings[0].index", equalTo(2))
        .body("warnings[0].path", equalTo("currency"));
  }

  @Test
  void shouldWarnOfNothingThatFitsOrIsNoCorrection() {
    production
        .say("a", "response", Map.of("currency", "EUR", "total", 2))
        .body("warnings", empty());
    production.say("a", "notes", "n", "corrected", "in words").body("warnings", empty());
  }

  @Test
  void shouldPassOverASchemaThatIsNone() {
    schema("type", "nonsense");
    production.say("a", "response", Map.of("total", "x")).statusCode(200).body("warnings", empty());
  }

  @Test
  void shouldTellTheFirstHundred() {
    // Given
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      many.add(said("a", "response", Map.of("n", i)));
    }

    // When / Then
    asAdmin()
        .body(many)
        .post("/v1/feedback")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(150))
        .body("warnings", hasSize(100));
  }

  @Test
  void shouldNotWorkForeverOnASchemaThatAsksFor() {
    // Given one of 2^60 evaluations
    schema(
        "allOf",
        List.of(
            Map.of("properties", Map.of("a", Map.of("$ref", "#"))),
            Map.of("properties", Map.of("a", Map.of("$ref", "#")))));
    Map<String, Object> deep = Map.of("a", 1);
    for (int i = 0; i < 50; i++) {
      deep = Map.of("a", deep);
    }

    // When / Then
    production
        .say("a", "response", deep)
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("warnings[0].message", containsString("too large"));
  }
}
