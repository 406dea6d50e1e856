package dev.assay.run.control.launch;

import static dev.assay.run.testing.Lab.items;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.QuickProfile;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Launches over things that are not there, and bodies that cannot be taken. */
@QuarkusTest
@TestProfile(QuickProfile.class)
@WithTestResource(RunServiceResources.class)
class LaunchRefusalTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  @Test
  void shouldNotFindWhatIsNotThere() {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("target", map("provider", "nobody", "model", "m"));
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_PROVIDER"));
    Map<String, Object> dataset = Lab.launchOf(2);
    dataset.put("dataset", unique("nowhere"));
    asAdmin()
        .body(dataset)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_DATASET"));
    Map<String, Object> evaluation = Lab.launchOf(2);
    evaluation.put("evaluation", unique("never"));
    asAdmin()
        .body(evaluation)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_EVALUATION"));
  }

  @Test
  void shouldNotFindAVersionThatWasNeverMade() {
    // Given
    String dataset = unique("items");
    Map<String, Object> first = Lab.launchOf(2);
    first.put("dataset", map("name", dataset, "items", items(2)));
    lab.launch(first);
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("dataset", map("name", dataset, "version", 7));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_DATASET_VERSION"));
  }

  @Test
  void shouldNotRunOverNothing() {
    // Given
    Map<String, Object> empty = Lab.launchOf(2);
    empty.put("dataset", map("name", unique("items"), "items", List.of()));
    Map<String, Object> noSection = Lab.launchOf(2);
    noSection.put(
        "dataset",
        map("name", unique("items"), "items", items(2), "sections", List.of("not there")));

    // When / Then
    asAdmin()
        .body(empty)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("EMPTY_DATASET"));
    asAdmin()
        .body(noSection)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("EMPTY_DATASET"));
  }

  @Test
  void shouldTakeInlineItemsWithoutAName() {
    // Given
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("dataset", map("items", items(2)));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(201)
        .body("dataset.name", equalTo("inline"))
        .body("counts.total", equalTo(2));
  }

  @Test
  void shouldSayWhichInlineItemsAreNotValid() {
    // Given
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put(
        "dataset",
        map("items", List.of(map("id", "a", "input", "x"), map("id", "b", "inputs", "x"))));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(containsString("items[1]")));
  }

  @Test
  void shouldRefuseJsonThatIsTooDeepOrNone() {
    String deep = "[".repeat(100) + "]".repeat(100);
    asAdmin()
        .body("{\"metadata\":{\"x\":" + deep + "}}")
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("JSON_TOO_DEEP"));
    asAdmin()
        .body("{\"name\":")
        .post("/v1/runs")
        .then()
        .statusCode(400)
        .body("code", equalTo("MALFORMED_JSON"));
    asAdmin()
        .body("[1]")
        .post("/v1/runs")
        .then()
        .statusCode(both(greaterThanOrEqualTo(400)).and(lessThan(500)));
    asAdmin().post("/v1/runs").then().statusCode(400).body("code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() {
    // Given
    String large = "x".repeat(1024 * 1024);
    StringBuilder body = new StringBuilder("{\"metadata\":{");
    for (int i = 0; i < 40; i++) {
      body.append(i == 0 ? "" : ",")
          .append("\"k")
          .append(i)
          .append("\":\"")
          .append(large)
          .append('"');
    }
    body.append("}}");

    // When / Then
    asAdmin()
        .body(body.toString())
        .post("/v1/runs")
        .then()
        .statusCode(413)
        .body("code", equalTo("BODY_TOO_LARGE"));
  }
}
