package dev.assay.run.platform.problem;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class StrictBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"concurrency\": 5.9} | The field concurrency must be a whole number, such as 5; got"
            + " 5.9.",
        "{\"concurrency\": \"5\"} | The field concurrency must be a whole number, such as 5; got"
            + " \"5\".",
        "{\"concurrency\": \"\"} | The field concurrency must be a whole number, such as 5; got"
            + " \"\".",
        "{\"concurrency\": 9999999999} | The field concurrency must be a whole number, such as 5;"
            + " got 9999999999.",
        "{\"name\": true} | The field name must be a string in quotes; got true.",
        "{\"tags\": [\"a\", 7]} | The field tags[1] must be a string in quotes; got 7.",
        "{\"rehearse\": 1} | The field rehearse must be true or false without quotes; got 1.",
        "{\"budget\": {\"max_cost\": \"5\"}} | The field budget.max_cost must be a number, such as"
            + " 0.5; got \"5\".",
        "{\"policy\": {\"max_attempts\": 2.5}} | The field policy.max_attempts must be a whole"
            + " number, such as 5; got 2.5.",
        "{\"target\": {\"stream\": \"yes\"}} | The field target.stream must be true or false"
            + " without quotes."
      })
  void shouldRefuseWhatIsOfAnotherType(String body, String detail) {
    for (String path : new String[] {"/v1/runs", "/v1/runs/preview"}) {
      asAdmin()
          .body(body)
          .post(path)
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"))
          .body("detail", equalTo(detail))
          .body("violations.size()", equalTo(1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"name\": \"a\", \"concurrency\": 1, \"name\": \"b\"} | name",
        "{\"target\": {\"provider\": \"a\", \"provider\": \"b\"}} | target.provider",
        "{\"scorers\": [\"a\", {\"id\": \"b\", \"threshold\": 1, \"threshold\": 2}]} |"
            + " scorers[1].threshold",
        "{\"metadata\": {\"a\": {\"b\": 1, \"b\": 1}}} | metadata.a.b"
      })
  void shouldRefuseANameThatStandsTwice(String body, String field) {
    asAdmin()
        .body(body)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("violations[0].field", equalTo(field))
        .body("violations[0].message", equalTo("is given twice"));
  }

  @Test
  void shouldNotTakeANumberForATime() {
    asAdmin()
        .body("{\"name\": \"a\", \"scopes\": [\"read\"], \"expires_at\": 1900000000000}")
        .post("/v1/keys")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("expires_at"));
  }
}
