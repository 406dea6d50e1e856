package dev.assay.run.control.evaluations;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class EvaluationsTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  /** A definition without a target. */
  private static Map<String, Object> definition(String name) {
    Map<String, Object> definition = new HashMap<>(Lab.launchOf(3));
    definition.remove("target");
    definition.put("name", name);
    definition.put("concurrency", 5);
    return definition;
  }

  private static void save(Map<String, Object> definition) {
    asAdmin().body(definition).post("/v1/evaluations").then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"team/qa", "qa@2", "back\\slash", "..", " qa", "qa ", "a\tb"})
  void shouldRefuseANameThatNothingCouldAskFor(String name) {
    asAdmin()
        .body(definition(name))
        .post("/v1/evaluations")
        .then()
        .statusCode(422)
        .body("detail", containsString("cannot be saved under this name"))
        .body("violations.field", contains("name"));
  }

  @Test
  void shouldFindANameInOrdinaryWordsWhereTheLocationSays() {
    String name = unique("Größe & Maß, 100 %?");
    String location =
        asAdmin()
            .body(definition(name))
            .post("/v1/evaluations")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");

    asAdmin()
        .urlEncodingEnabled(false)
        .get(location)
        .then()
        .statusCode(200)
        .body("name", equalTo(name));
  }

  @Test
  void shouldSayThatADefinitionIsMissing() {
    asAdmin().put("/v1/evaluations/" + unique("none")).then().statusCode(422);
  }

  @Test
  void shouldSaveAndShowADefinition() {
    // Given
    String name = unique("eval");

    // When
    asAdmin()
        .body(definition(name))
        .post("/v1/evaluations")
        .then()
        .statusCode(201)
        .header("Location", equalTo("/v1/evaluations/" + name))
        .body("name", equalTo(name))
        .body("warnings", empty());

    // Then
    asAdmin()
        .get("/v1/evaluations/{name}", name)
        .then()
        .statusCode(200)
        .body("version", equalTo(1))
        .body("definition.concurrency", equalTo(5));
    asAdmin()
        .get("/v1/evaluations?limit=500")
        .then()
        .statusCode(200)
        .body("data.name", hasItem(name));
  }

  @Test
  void shouldMakeAVersionOfEachChangeOnly() {
    // Given
    String name = unique("eval");
    Map<String, Object> definition = definition(name);
    save(definition);
    save(definition);

    // When
    definition.put("concurrency", 6);
    asAdmin().body(definition).put("/v1/evaluations/{name}", name).then().statusCode(201);

    // Then
    asAdmin()
        .get("/v1/evaluations/{name}/versions", name)
        .then()
        .statusCode(200)
        .body("data.version", contains(2, 1));
    asAdmin()
        .get("/v1/evaluations/{name}", name + "@1")
        .then()
        .statusCode(200)
        .body("definition.concurrency", equalTo(5));
    asAdmin().get("/v1/evaluations/{name}", name + "@9").then().statusCode(404);
  }

  @Test
  void shouldLaunchByNameWithWhatIsGivenBesideIt() {
    // Given
    String name = unique("eval");
    Map<String, Object> definition = definition(name);
    save(definition);
    definition.put("concurrency", 6);
    save(definition);

    // When
    JsonPath newest =
        lab.show(lab.launch(Map.of("evaluation", name, "target", Map.of("push", true))));
    JsonPath first =
        lab.show(
            lab.launch(
                Map.of("evaluation", name + "@1", "target", Map.of("push", true), "repeats", 2)));

    // Then
    assertThat(newest.getString("evaluation")).isEqualTo(name);
    assertThat(newest.getInt("evaluation_version")).isEqualTo(2);
    assertThat(newest.getInt("concurrency")).isEqualTo(6);
    assertThat(first.getInt("evaluation_version")).isEqualTo(1);
    assertThat(first.getInt("concurrency")).isEqualTo(5);
    assertThat(first.getInt("counts.total")).isEqualTo(6);
  }

  @Test
  void shouldLaunchADefinitionGivenInline() {
    // Given
    Map<String, Object> definition = definition("inline");

    // When
    JsonPath run =
        lab.show(
            lab.launch(
                Map.of("evaluation", definition, "target", Map.of("push", true), "name", "mine")));

    // Then
    assertThat(run.getString("name")).isEqualTo("mine");
    assertThat(run.getInt("concurrency")).isEqualTo(5);
    assertThat(run.getString("evaluation")).isNull();
  }

  @Test
  void shouldRefuseWhatNoRunCouldUse() {
    // Given
    Map<String, Object> wrong = definition(unique("eval"));
    wrong.put("scorers", List.of("no_such"));
    Map<String, Object> nested = definition(unique("eval"));
    nested.put("evaluation", "another");
    Map<String, Object> nameless = definition(unique("eval"));
    nameless.remove("name");

    // When / Then
    asAdmin()
        .body(wrong)
        .post("/v1/evaluations")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SCORER"));
    asAdmin()
        .body(nested)
        .post("/v1/evaluations")
        .then()
        .statusCode(422)
        .body("violations.field", contains("evaluation"));
    asAdmin()
        .body(nameless)
        .post("/v1/evaluations")
        .then()
        .statusCode(422)
        .body("violations.field", contains("name"));
  }

  @Test
  void shouldWarnOfAVacuousGateWhenItIsSaved() {
    // Given
    Map<String, Object> definition = definition(unique("eval"));
    definition.put("scorers", List.of(Map.of("id", "regex", "pattern", ".", "threshold", 1)));
    definition.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.5)));

    // When / Then
    asAdmin()
        .body(definition)
        .post("/v1/evaluations")
        .then()
        .statusCode(201)
        .body("warnings.code", hasItem("VACUOUS_GATE"));
  }

  @Test
  void shouldRemoveADefinitionAndKeepItsRuns() {
    // Given
    String name = unique("eval");
    save(definition(name));
    var run = lab.launch(Map.of("evaluation", name, "target", Map.of("push", true)));

    // When
    asAdmin().delete("/v1/evaluations/{name}", name).then().statusCode(204);

    // Then
    asAdmin().get("/v1/evaluations/{name}", name).then().statusCode(404);
    asAdmin().delete("/v1/evaluations/{name}", name).then().statusCode(404);
    assertThat(lab.show(run).getString("evaluation")).isEqualTo(name);
  }

  @Test
  void shouldKeepDefinitionsWithinTheirWorkspace() {
    // Given
    String name = unique("eval");
    save(definition(name));
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get("/v1/evaluations/{name}", name).then().statusCode(404);
    as(other).get("/v1/evaluations/{name}/versions", name).then().statusCode(404);
    as(other).delete("/v1/evaluations/{name}", name).then().statusCode(404);
    as(other).get("/v1/evaluations").then().statusCode(200).body("data.name", not(hasItem(name)));
    as(other)
        .body(Map.of("evaluation", name, "target", Map.of("push", true)))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_EVALUATION"));
  }
}
