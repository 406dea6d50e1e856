package dev.assay.run.control.launch;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelCall;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs whose target is a skill. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SkillRunsTest {
  private static final Map<String, Object> SCHEMA =
      map("type", "object", "properties", map("total", map("type", "number")));

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void end() {
    lab.quiet();
  }

  private static void save(String name, String system) {
    asAdmin()
        .body(
            map(
                "prompt", map("system", system, "user", "Read {{input}}"),
                "output_schema", SCHEMA,
                "model",
                    map(
                        "provider", "simulated",
                        "model", "sim",
                        "params", map("temperature", 0.2, "max_tokens", 50))))
        .put("/v1/skills/{name}", name)
        .then()
        .statusCode(201);
  }

  private static String saved() {
    String name = unique("extract.v");
    save(name, "First.");
    save(name, "Second.");
    return name;
  }

  private static Map<String, Object> launchOf(Object target) {
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", target);
    return launch;
  }

  private JsonNode spec(UUID run) throws Exception {
    return Json.mapper()
        .readTree(lab.one("select spec::text as spec from runs where id = $1", run).getString(0));
  }

  private static JsonNode definition(UUID run) {
    return asAdmin()
        .get("/v1/runs/{id}/definition", run)
        .then()
        .statusCode(200)
        .extract()
        .as(JsonNode.class);
  }

  private static UUID launched(JsonNode definition) {
    String id =
        asAdmin()
            .body(definition.toString())
            .post("/v1/runs")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return UUID.fromString(id);
  }

  @Test
  void shouldAskAsTheNewestVersionSays() {
    // Given
    String name = saved();

    // When
    UUID run = lab.launch(launchOf(map("skill", name)));
    JsonPath ended = lab.awaitEnd(run);

    // Then the call has its prompt, parameters and schema
    ModelCall call = worker.calls(run).get(0);
    assertThat(call.request().messages().get(0).content().asText()).isEqualTo("Second.");
    assertThat(call.request().messages().get(1).content().asText()).isEqualTo("Read q0");
    assertThat(call.request().model()).isEqualTo("sim");
    JsonNode params = call.request().params();
    assertThat(params.path("temperature").asDouble()).isEqualTo(0.2);
    JsonNode format = params.path("response_format");
    assertThat(format.path("type").asText()).isEqualTo("json_schema");
    assertThat(format.at("/json_schema/name").asText()).isEqualTo(name.replace('.', '_'));
    assertThat(format.at("/json_schema/schema"))
        .isEqualTo(Json.mapper().<JsonNode>valueToTree(SCHEMA));

    // and the run says of which version it is
    assertThat(ended.getString("status")).isEqualTo("successful");
    assertThat(ended.getString("target.skill")).isEqualTo(name + "@2");
    assertThat(ended.getString("target.provider")).isEqualTo("simulated");
  }

  @Test
  void shouldLetTheLaunchOverrideWhatTheSkillSays() throws Exception {
    // Given
    String name = saved();

    // When
    UUID run =
        lab.launch(
            launchOf(
                map(
                    "skill",
                    name + "@1",
                    "model",
                    "other",
                    "params",
                    map("temperature", 1, "seed", 3))));

    // Then
    JsonNode target = spec(run).path("target");
    assertThat(target.path("skill").asText()).isEqualTo(name + "@1");
    assertThat(target.path("provider").asText()).isEqualTo("simulated");
    assertThat(target.path("model").asText()).isEqualTo("other");
    assertThat(target.at("/params/temperature").asInt()).isEqualTo(1);
    assertThat(target.at("/params/max_tokens").asInt()).isEqualTo(50);
    assertThat(target.at("/params/seed").asInt()).isEqualTo(3);
    assertThat(target.at("/prompt/system").asText()).isEqualTo("First.");
  }

  @Test
  void shouldBeLaunchedAgainAsTheSameVersionWithTheSameChanges() throws Exception {
    // Given
    String name = saved();
    UUID run =
        lab.launch(launchOf(map("skill", name + "@1", "model", "other", "params", map("seed", 3))));
    lab.awaitEnd(run);

    // When
    JsonNode said = definition(run);
    UUID again = launched(said);
    String rerun =
        asAdmin().post("/v1/runs/{id}/rerun", run).then().statusCode(201).extract().path("id");

    // Then what is said is no more than what differs, so that another version can be put there
    assertThat(said.path("target"))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"skill\":\"%s@1\",\"model\":\"other\",\"params\":{\"seed\":3}}"
                        .formatted(name)));
    assertThat(spec(again)).isEqualTo(spec(run));
    assertThat(spec(UUID.fromString(rerun))).isEqualTo(spec(run));
  }

  @Test
  void shouldStayWhatItWasWhenItsSkillIsGoneOrAnotherOne() throws Exception {
    // Given
    String name = saved();
    UUID run = lab.launch(launchOf(map("skill", name + "@1")));
    lab.awaitEnd(run);
    asAdmin().delete("/v1/skills/{name}", name).then().statusCode(204);

    // When / Then
    JsonNode gone = definition(run);
    assertThat(gone.path("target").has("skill")).isFalse();
    assertThat(gone.at("/target/prompt/system").asText()).isEqualTo("First.");
    assertThat(gone.at("/target/params/response_format/type").asText()).isEqualTo("json_schema");
    asAdmin()
        .post("/v1/runs/{id}/rerun", run)
        .then()
        .statusCode(201)
        .body("target.prompt.system", equalTo("First."));

    // When there is another one under its name
    save(name, "Something else.");

    // Then
    assertThat(definition(run)).isEqualTo(gone);
    assertThat(spec(run).at("/target/skill").asText()).isEqualTo(name + "@1");
  }

  @Test
  void shouldSayWhatWasProbablyMeant() {
    // Given
    String name = saved();

    // When / Then
    refused(launchOf(map("skill", name + "x")), "target.skill", "Did you mean " + name + "?");
    refused(launchOf(map("skill", name + "@7")), "target.skill", "Did you mean " + name + "@2?");
    refused(launchOf(map("skill", name + "@one")), "target.skill", "@2");
    Map<String, Object> several = Lab.launchOf(1);
    several.remove("target");
    several.put(
        "targets", List.of(map("skill", name), map("skill", name + "y", "alias", "second")));
    refused(several, "targets[1].skill", "Did you mean");
  }

  private static void refused(Map<String, Object> launch, String field, String sentence) {
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SKILL"))
        .body("violations.field", contains(field))
        .body("detail", containsString(sentence));
  }

  @Test
  void shouldRefuseWhatTheSkillLeavesOpenAndPushedAnswers() {
    // Given a skill that names nobody
    String name = unique("prompt-only");
    asAdmin()
        .body(map("prompt", "Say {{input}}"))
        .put("/v1/skills/{name}", name)
        .then()
        .statusCode(201);

    // When / Then
    asAdmin()
        .body(launchOf(map("skill", name)))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", contains("target.provider", "target.model"))
        .body("detail", containsString("The skill " + name + "@1 names none."));
    asAdmin()
        .body(launchOf(map("skill", name, "push", true)))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", contains("target"));
    lab.launch(launchOf(map("skill", name, "provider", "simulated", "model", "sim")));
  }

  @Test
  void shouldBeTheTargetOfEvaluationsAndOneOfSeveral() {
    // Given
    String name = saved();
    String evaluation = unique("eval");
    Map<String, Object> definition = launchOf(map("skill", name));
    definition.put("name", evaluation);
    asAdmin().body(definition).post("/v1/evaluations").then().statusCode(201);

    // When / Then
    asAdmin()
        .body(map("evaluation", evaluation))
        .post("/v1/runs")
        .then()
        .statusCode(201)
        .body("target.skill", equalTo(name + "@2"));
    Map<String, Object> several = Lab.launchOf(1);
    several.remove("target");
    several.put("targets", List.of(map("skill", name + "@1"), map("skill", name)));
    asAdmin()
        .body(several)
        .post("/v1/runs")
        .then()
        .statusCode(201)
        .body("runs.alias", contains(name + "@1", name))
        .body("runs.target.skill", contains(name + "@1", name + "@2"));
    asAdmin().body(launchOf(map("skill", name))).post("/v1/runs/preview").then().statusCode(200);
  }

  @Test
  void shouldBeFoundBySkillAndVersion() {
    // Given
    String name = saved();
    UUID first = lab.launch(launchOf(map("skill", name + "@1")));
    UUID second = lab.launch(launchOf(map("skill", name)));

    // When / Then
    asAdmin()
        .get("/v1/runs?skill={name}", name)
        .then()
        .statusCode(200)
        .body("data.id", contains(second.toString(), first.toString()));
    asAdmin()
        .get("/v1/runs?skill={name}", name + "@1")
        .then()
        .statusCode(200)
        .body("data.id", contains(first.toString()));
    asAdmin().get("/v1/runs?skill={name}", name + "@9").then().body("data", empty());
    asAdmin()
        .get("/v1/runs/facets?skill={name}", name)
        .then()
        .statusCode(200)
        .body("total", equalTo(2))
        .body("skill.find { it.value == '" + name + "' }.count", equalTo(2));
  }
}
