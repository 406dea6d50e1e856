package dev.assay.run.control.launch;

import static dev.assay.run.testing.Lab.items;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Launches over things that are not there, and bodies that cannot be taken. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LaunchRefusalTest {
  @Inject Lab lab;
  @Inject RunLimits limits;
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
  void shouldRefuseTooManyUnitsBeforeARowIsWritten() {
    // Given items that are few enough, and too many repeats of them
    String dataset = unique("items");
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("dataset", map("name", dataset, "items", items(10_001)));
    launch.put("repeats", 100);

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("detail", containsString("1000000"));
    assertThat(lab.all("select 1 from datasets where name = $1", dataset)).isEmpty();

    // When they are stored already
    Map<String, Object> few = Lab.pushOf(1);
    few.put("dataset", launch.get("dataset"));
    lab.launch(few);
    launch.put("name", unique("too-large"));
    launch.put("dataset", dataset);

    // Then
    asAdmin().body(launch).post("/v1/runs").then().statusCode(422);
    assertThat(lab.all("select 1 from runs where name = $1", launch.get("name"))).isEmpty();
  }

  @Test
  void shouldRefuseARunBeyondThoseThatMayBeOpenInAWorkspace() {
    // Given a workspace with as many open runs as it may have
    String key = otherWorkspaceKey();
    Map<String, Object> launch = Lab.pushOf(1);
    String first =
        as(key).body(launch).post("/v1/runs").then().statusCode(201).extract().path("id");
    lab.all(
        "insert into runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,"
            + " concurrency, repeats, total, pending)"
            + " select gen_random_uuid(), workspace_id, 'open', dataset_version_id, 'push', spec,"
            + " 'queued', 1, 1, 0, 0 from runs, generate_series(2, $2) where id = $1",
        UUID.fromString(first),
        limits.maxOpen());

    // When / Then
    launch.put("name", unique("one-more"));
    as(key)
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(429)
        .body("code", equalTo("TOO_MANY_REQUESTS"))
        .body("detail", containsString("assay.runs.max-open"));
    assertThat(lab.all("select 1 from runs where name = $1", launch.get("name"))).isEmpty();
    as(key).post("/v1/runs/{id}/cancel", first).then().statusCode(200);
    as(key).body(launch).post("/v1/runs").then().statusCode(201);
    lab.all("delete from runs where name = 'open'");
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
