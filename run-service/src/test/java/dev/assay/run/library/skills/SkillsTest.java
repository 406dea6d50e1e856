package dev.assay.run.library.skills;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Skills: saved, versioned by content, listed, compared and removed. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SkillsTest {
  private static Map<String, Object> skill(String name) {
    Map<String, Object> skill = new HashMap<>();
    skill.put("name", name);
    skill.put("prompt", map("system", "Extract.", "user", "{{input}}"));
    skill.put("output_schema", map("type", "object", "properties", map("total", map())));
    skill.put(
        "model", map("provider", "simulated", "model", "sim", "params", map("temperature", 0.2)));
    return skill;
  }

  private static void save(Map<String, Object> skill, int status, int version) {
    asAdmin()
        .body(skill)
        .post("/v1/skills")
        .then()
        .statusCode(status)
        .header("Location", equalTo("/v1/skills/" + skill.get("name")))
        .body("version", equalTo(version));
  }

  private static void refused(Map<String, Object> skill, String field, String message) {
    asAdmin()
        .body(skill)
        .post("/v1/skills")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(field))
        .body("detail", containsString(message));
  }

  @Test
  void shouldMakeAVersionOfEachChangeOnly() {
    // Given
    String name = unique("extract");
    Map<String, Object> skill = skill(name);

    // When / Then
    save(skill, 201, 1);
    save(skill, 200, 1);
    skill.put("provenance", map("from_version", 1, "kind", "optimized"));
    save(skill, 200, 1);
    skill.put("prompt", map("system", "Extract it all.", "user", "{{input}}"));
    save(skill, 201, 2);
    asAdmin()
        .get("/v1/skills/{name}", name)
        .then()
        .statusCode(200)
        .body("name", equalTo(name))
        .body("version", equalTo(2))
        .body("definition.name", nullValue())
        .body("definition.prompt.system", equalTo("Extract it all."))
        .body("definition.provenance.kind", equalTo("optimized"));
    asAdmin()
        .get("/v1/skills/{name}", name + "@1")
        .then()
        .statusCode(200)
        .body("definition.prompt.system", equalTo("Extract."))
        .body("definition.provenance", nullValue());
    asAdmin()
        .get("/v1/skills/{name}/versions", name)
        .then()
        .statusCode(200)
        .body("data.version", contains(2, 1));
    asAdmin()
        .get("/v1/skills/{name}/versions/{version}", name, "latest")
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    asAdmin()
        .get("/v1/skills/{name}/versions/{version}", name, 1)
        .then()
        .statusCode(200)
        .body("version", equalTo(1));
    asAdmin().get("/v1/skills/{name}/versions/{version}", name, 9).then().statusCode(404);
    asAdmin().get("/v1/skills/{name}", name + "@9").then().statusCode(404);
  }

  @Test
  void shouldTakeAnotherOrderOfFieldsForAnotherSchema() {
    // Given
    String name = unique("order");
    String body = "{'output_schema':{'properties':{%s}}}".replace('\'', '"');

    // When / Then models fill it in that order
    asAdmin()
        .body(body.formatted("\"why\":{},\"total\":{}"))
        .put("/v1/skills/{name}", name)
        .then()
        .statusCode(201);
    asAdmin()
        .body(body.formatted("\"total\":{},\"why\":{}"))
        .put("/v1/skills/{name}", name)
        .then()
        .statusCode(201)
        .body("version", equalTo(2));
    asAdmin()
        .get("/v1/skills/{name}/diff?from=1", name)
        .then()
        .statusCode(200)
        .body("changed", contains("output_schema"));
  }

  @Test
  void shouldSayWhatDiffersBetweenTwoVersions() {
    // Given
    String name = unique("diff");
    Map<String, Object> skill = skill(name);
    save(skill, 201, 1);
    skill.put("description", "Reads invoices.");
    skill.put("prompt", map("user", "{{input}}"));
    skill.remove("output_schema");
    skill.put(
        "model", map("provider", "simulated", "model", "sim", "params", map("max_tokens", 9)));
    save(skill, 201, 2);

    // When / Then
    asAdmin()
        .get("/v1/skills/{name}/diff?from=1&to=2", name)
        .then()
        .statusCode(200)
        .body("from.definition.prompt.system", equalTo("Extract."))
        .body("to.version", equalTo(2))
        .body(
            "changed",
            contains(
                "prompt.system",
                "output_schema",
                "model.params.temperature",
                "model.params.max_tokens",
                "description"));
    asAdmin()
        .get("/v1/skills/{name}/diff?from=2", name)
        .then()
        .statusCode(200)
        .body("changed", empty());
    asAdmin().get("/v1/skills/{name}/diff?from=7", name).then().statusCode(404);
    asAdmin().get("/v1/skills/{name}/diff", name).then().statusCode(422);
  }

  @Test
  void shouldRefuseWhatNoLaunchCouldUse() {
    Map<String, Object> template = skill(unique("x"));
    template.put("prompt", map("user", "{{question}}"));
    refused(template, "prompt", "question");
    Map<String, Object> list = skill(unique("x"));
    list.put("output_schema", List.of("type"));
    refused(list, "output_schema", "object");
    Map<String, Object> large = skill(unique("x"));
    large.put("output_schema", map("description", "x".repeat(70_000)));
    refused(large, "output_schema", "bytes");
    Map<String, Object> deep = map("type", "object");
    for (int i = 0; i < 40; i++) {
      deep = map("items", deep);
    }
    Map<String, Object> nested = skill(unique("x"));
    nested.put("output_schema", deep);
    refused(nested, "output_schema", "levels");
    Map<String, Object> params = skill(unique("x"));
    params.put("model", map("params", 3));
    refused(params, "model.params", "object");
    Map<String, Object> twice = skill(unique("x"));
    twice.put("model", map("params", map("response_format", map("type", "text"))));
    refused(twice, "model.params.response_format", "one of the two");
    Map<String, Object> origin = skill(unique("x"));
    origin.put("provenance", map("from_version", 0, "kind", "guessed"));
    refused(origin, "provenance.kind", "optimized");
    refused(map("name", unique("x")), "prompt", "missing");
    refused(skill("a b"), "name", "letter");
    Map<String, Object> nobody = skill(unique("x"));
    nobody.put("model", map("provider", "nobody", "model", "m"));
    asAdmin()
        .body(nobody)
        .post("/v1/skills")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_PROVIDER"));
    asAdmin()
        .body(skill("other"))
        .put("/v1/skills/{name}", unique("x"))
        .then()
        .statusCode(422)
        .body("violations.field", contains("name"));
    asAdmin().put("/v1/skills/{name}", unique("x")).then().statusCode(422);
  }

  @Test
  void shouldListByPagesAndRemove() {
    // Given a workspace of its own
    String key = otherWorkspaceKey();
    List<String> names = List.of("a-skill", "b-skill", "c-skill");
    names.forEach(
        name -> {
          Map<String, Object> skill = skill(name);
          skill.remove("model");
          as(key).body(skill).post("/v1/skills").then().statusCode(201);
        });

    // When
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      var page = as(key).get("/v1/skills?limit=2" + cursor).then().statusCode(200).extract();
      seen.addAll(page.path("data.name"));
      String next = page.path("next_cursor");
      cursor = next == null ? null : "&cursor=" + next;
    }

    // Then
    assertThat(seen).isEqualTo(names);
    as(key).delete("/v1/skills/a-skill").then().statusCode(204);
    as(key).delete("/v1/skills/a-skill").then().statusCode(404);
    as(key).get("/v1/skills/a-skill/versions").then().statusCode(404);
    as(key).get("/v1/skills").then().body("data.name", contains("b-skill", "c-skill"));
  }

  @Test
  void shouldBelongToItsWorkspaceAndNeedTheScope() {
    // Given
    String name = unique("mine");
    save(skill(name), 201, 1);
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get("/v1/skills/{name}", name).then().statusCode(404);
    as(other).get("/v1/skills/{name}/versions", name).then().statusCode(404);
    as(other).get("/v1/skills/{name}/diff?from=1", name).then().statusCode(404);
    as(other).delete("/v1/skills/{name}", name).then().statusCode(404);
    as(keyWith("read")).body(skill(name)).post("/v1/skills").then().statusCode(403);
  }

  @Test
  void shouldAnswerARepeatedRequestAsTheFirst() {
    // Given
    String name = unique("once");
    String key = UUID.randomUUID().toString();
    Map<String, Object> skill = skill(name);
    asAdmin().header(Idempotency.HEADER, key).body(skill).post("/v1/skills").then().statusCode(201);

    // When / Then
    asAdmin()
        .header(Idempotency.HEADER, key)
        .body(skill)
        .post("/v1/skills")
        .then()
        .statusCode(201)
        .body("version", equalTo(1));
    skill.put("description", "another");
    asAdmin().header(Idempotency.HEADER, key).body(skill).post("/v1/skills").then().statusCode(409);
  }
}
