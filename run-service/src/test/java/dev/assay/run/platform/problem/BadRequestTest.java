package dev.assay.run.platform.problem;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class BadRequestTest {
  private static ValidatableResponse post(String body) {
    return asAdmin()
        .body(body)
        .post("/v1/datasets")
        .then()
        .contentType("application/problem+json")
        .body("title", notNullValue());
  }

  @Test
  void shouldSayWhereJsonIsMalformed() {
    post("{\"name\":\n  nope}")
        .statusCode(400)
        .body("code", equalTo("MALFORMED_JSON"))
        .body("detail", containsString("line 2, column"));
  }

  @Test
  void shouldRefuseWhatFollowsTheJson() {
    post("{\"name\": \"a\"} {}").statusCode(422);
  }

  @Test
  void shouldNameAnUnknownFieldAndTheKnownOnes() {
    post("{\"name\": \"a\", \"descripton\": \"b\"}")
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"))
        .body("detail", containsString("descripton"))
        .body("detail", containsString("description, name, tags"))
        .body("violations.field", hasItem("descripton"));
  }

  @Test
  void shouldSayWhichFieldHasTheWrongType() {
    post("{\"name\": \"a\", \"tags\": {\"x\": 1}}")
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("violations.field", hasItem("tags"));
  }

  @Test
  void shouldRefuseAMissingBody() {
    post("").statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void shouldRefuseJsonThatIsTooDeep() {
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    asAdmin()
        .body("{\"name\": \"x\", \"kind\": \"simulated\", \"options\": " + deep + "}")
        .post("/v1/providers")
        .then()
        .statusCode(422)
        .body("code", equalTo("JSON_TOO_DEEP"));
  }

  @Test
  void shouldRefuseAStringThatIsTooLong() {
    post("{\"name\": \"" + "a".repeat(5 * 1024 * 1024) + "\"}")
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void shouldRefuseABadName() {
    post("{\"name\": \"a/b\"}").statusCode(422).body("violations.field", hasItem("name"));
  }

  @Test
  void shouldRefuseAnotherMediaType() {
    asAdmin()
        .contentType("text/plain")
        .body("name")
        .post("/v1/datasets")
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
  }

  @Test
  void shouldRefuseAMethodThatThePathDoesNotKnow() {
    asAdmin()
        .put("/v1/datasets")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
  }

  @Test
  void shouldAnswerAPathThatNobodyServes() {
    asAdmin()
        .get("/v1/nothing/here")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("NOT_FOUND"));
  }

  @Test
  void shouldRefuseACursorThatIsNotOurs() {
    asAdmin()
        .get("/v1/datasets?cursor=nonsense!")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void shouldRefuseALimitOutOfRange() {
    asAdmin()
        .get("/v1/datasets?limit=0")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("limit"));
    asAdmin()
        .get("/v1/datasets?limit=abc")
        .then()
        .statusCode(oneOf(400, 404, 422))
        .contentType("application/problem+json");
  }

  @Test
  void shouldServeTheDescriptionOfTheApi() {
    asAdmin().get("/openapi").then().statusCode(200);
  }
}
