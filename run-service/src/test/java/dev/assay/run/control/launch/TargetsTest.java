package dev.assay.run.control.launch;

import static dev.assay.run.testing.Lab.items;
import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RefusedUnits;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A launch of several targets makes one run for each, over the same items. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TargetsTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  private static Map<String, Object> target(String model) {
    return map("provider", "simulated", "model", model);
  }

  private static Map<String, Object> launch(Object... targets) {
    Map<String, Object> launch = launchOf(4);
    launch.remove("target");
    launch.put("targets", List.of(targets));
    return launch;
  }

  private static JsonPath post(Map<String, Object> launch) {
    return asAdmin().body(launch).post("/v1/runs").then().statusCode(201).extract().jsonPath();
  }

  private static void refused(Map<String, Object> launch, String field) {
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(containsString(field)));
  }

  @Test
  void shouldMakeOneRunForEachTarget() {
    // Given three targets, two of which have the same model
    Map<String, Object> named = target("small");
    named.put("alias", "mine");

    // When they are launched
    JsonPath launched = post(launch(named, target("big"), target("big")));

    // Then there are three runs of one group, each with a name of its own
    String group = launched.getString("group");
    assertThat(launched.getList("runs.group")).containsOnly(group).hasSize(3);
    assertThat(launched.getList("runs.alias", String.class))
        .containsExactly("mine", "big", "big (simulated)");
    assertThat(launched.getList("runs.target.model")).containsExactly("small", "big", "big");

    // And they are over the same items in the same order
    assertThat(launched.getList("runs.dataset").stream().distinct()).hasSize(1);
    assertThat(launched.getList("runs.seed").stream().distinct()).hasSize(1);
    assertThat(launched.getList("runs.counts.total")).containsOnly(4);

    // And the group lists them
    asAdmin()
        .get("/v1/runs?group={group}", group)
        .then()
        .statusCode(200)
        .body("data.size()", org.hamcrest.Matchers.equalTo(3))
        .body("data.id", org.hamcrest.Matchers.hasItems(launched.getList("runs.id").toArray()));
  }

  @Test
  void shouldTakeTheLockOfTheWorkspaceWhenAllUnitsAreWritten() throws SQLException {
    // Given units that cannot be written under the lock of their workspace, for which all of its
    // other runs would wait
    try (RefusedUnits units = RefusedUnits.underTheLockOfTheirWorkspace()) {
      // When
      JsonPath made = post(launch(target("first"), target("second"), target("third")));

      // Then
      assertThat(made.getList("runs")).hasSize(3);
      assertThat(units.written()).isEqualTo(3);
    }
  }

  @Test
  void shouldMakeTheSameRunsForTheSameKeyAndBody() {
    Map<String, Object> launch = launch(target("a"), target("b"));
    String key = unique("key");

    JsonPath first =
        asAdmin().header("Idempotency-Key", key).body(launch).post("/v1/runs").jsonPath();
    JsonPath again =
        asAdmin().header("Idempotency-Key", key).body(launch).post("/v1/runs").jsonPath();

    assertThat(again.getString("group")).isEqualTo(first.getString("group"));
    assertThat(again.getList("runs.id")).isEqualTo(first.getList("runs.id"));
  }

  @Test
  void shouldTakeTargetsFromAnEvaluationAndATargetInTheirPlace() {
    // Given an evaluation with two targets
    String name = unique("evaluation");
    Map<String, Object> definition = launch(target("a"), target("b"));
    definition.put("name", name);
    asAdmin().body(definition).put("/v1/evaluations/{name}", name).then().statusCode(201);

    // When it is launched as it is, and with one target instead
    JsonPath both = post(map("evaluation", name));
    JsonPath one = post(map("evaluation", name, "target", target("c")));

    // Then
    assertThat(both.getList("runs.target.model")).containsExactly("a", "b");
    assertThat(both.getList("runs.evaluation")).containsOnly(name);
    assertThat(one.getString("target.model")).isEqualTo("c");
    assertThat(one.<Object>get("group")).isNull();
  }

  @Test
  void shouldPreviewEachTarget() {
    JsonPath preview =
        asAdmin()
            .body(launch(target("a"), target("b")))
            .post("/v1/runs/preview")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(preview.getList("runs.alias")).containsExactly("a", "b");
    assertThat(preview.getList("runs.forecast.calls.low")).hasSize(2);
  }

  @Test
  void shouldSayWhichTargetIsWrong() {
    Map<String, Object> beside = launch(target("a"));
    beside.put("target", target("b"));
    refused(beside, "targets");
    refused(launch(), "targets");
    refused(launch(Collections.nCopies(11, target("a")).toArray()), "targets");
    refused(launch(target("a"), "b"), "targets[1]");
    refused(launch(target("a"), map("provider", "simulated")), "targets[1].model");
    refused(
        launch(target("a"), map("provider", "simulated", "model", "m", "seed", 7)), "targets[1]");
    Map<String, Object> one = target("a");
    one.put("alias", "x");
    refused(launch(one, one), "targets[1].alias");
    Map<String, Object> aliased = launch(target("a"));
    aliased.put("alias", "x");
    refused(aliased, "alias");
  }

  @Test
  void shouldMakeNoRunWhenOneOfTheTargetsCannotBe() {
    // Given
    Map<String, Object> launch = launch(target("a"), map("provider", "nobody", "model", "m"));
    String label = unique("label");
    launch.put("label", label);
    launch.put("dataset", map("name", unique("items"), "items", items(2)));

    // When
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("targets[1]: There is no provider nobody"));

    // Then
    asAdmin()
        .get("/v1/runs?label={label}", label)
        .then()
        .body("data.size()", org.hamcrest.Matchers.equalTo(0));
  }
}
