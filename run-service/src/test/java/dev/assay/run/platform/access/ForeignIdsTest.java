package dev.assay.run.platform.access;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every route of the running service with the ids of another workspace: there is no such thing. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ForeignIdsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** Bodies that are right, so that nothing else is refused first. */
  static Object body(String path) {
    if (path.endsWith("/results")) {
      return Map.of("results", List.of(Map.of("item_id", "item-0", "output", "x")));
    }
    if (path.endsWith("/labels")) {
      return Map.of(
          "scorer",
          "exact_match",
          "by",
          "somebody",
          "labels",
          List.of(Map.of("item_id", "item-0", "passed", true)));
    }
    return path.endsWith("{id}") ? Map.of("name", "renamed") : Map.of();
  }

  @Test
  void shouldNotFindRunsOfAnotherWorkspaceOnAnyRoute() {
    // Given a finished run of one workspace, and a key of another
    UUID run = lab.launch(Lab.launchOf(2));
    lab.awaitEnd(run);
    String before = lab.picture(run);
    String key = otherWorkspaceKey();
    Map<String, Map<String, Object>> paths =
        asAdmin().get("/openapi?format=json").then().statusCode(200).extract().path("paths");

    // When
    List<String> found = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, Map<String, Object>> path : paths.entrySet()) {
      if (!path.getKey().startsWith("/v1/runs/{id}")) {
        continue;
      }
      String address = path.getKey().replace("{id}", run.toString()).replaceAll("[{][^}]*[}]", "1");
      for (String method : path.getValue().keySet()) {
        String verb = method.toUpperCase(Locale.ROOT);
        if (!List.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(verb)) {
          continue;
        }
        Response answer =
            verb.equals("GET") || verb.equals("DELETE")
                ? as(key).request(verb, address)
                : as(key).body(body(path.getKey())).request(verb, address);
        asked++;
        if (answer.statusCode() != 404) {
          found.add(verb + " " + path.getKey() + " " + answer.statusCode());
        }
      }
    }

    // Then
    assertThat(asked).isGreaterThan(12);
    assertThat(found).isEmpty();
    assertThat(lab.picture(run)).isEqualTo(before);
  }

  @Test
  void shouldNotFindWhatAnotherWorkspaceHasNamed() {
    // Given one of each thing that has a name
    Map<String, String> names = new HashMap<>();
    names.put("datasets", unique("theirs"));
    names.put("evaluations", unique("theirs"));
    names.put("providers", unique("theirs"));
    names.put("skills", unique("theirs"));
    names.put("queues", unique("theirs"));
    asAdmin()
        .body(Map.of("name", names.get("datasets")))
        .post("/v1/datasets")
        .then()
        .statusCode(201);
    asAdmin()
        .body(Map.of("name", names.get("providers"), "kind", "simulated"))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    asAdmin()
        .body(Map.of("name", names.get("skills"), "prompt", "{{input}}"))
        .post("/v1/skills")
        .then()
        .statusCode(201);
    asAdmin()
        .body(Map.of("name", names.get("queues"), "rule", Map.of("kind", "all")))
        .post("/v1/queues")
        .then()
        .statusCode(201);
    Map<String, Object> evaluation = Lab.pushOf(1);
    evaluation.put("name", names.get("evaluations"));
    asAdmin().body(evaluation).post("/v1/evaluations").then().statusCode(201);
    String key = otherWorkspaceKey();
    Map<String, Map<String, Object>> paths =
        asAdmin().get("/openapi?format=json").then().statusCode(200).extract().path("paths");

    // When
    List<String> found = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, Map<String, Object>> path : paths.entrySet()) {
      String kind = path.getKey().split("/").length > 2 ? path.getKey().split("/")[2] : "";
      if (!names.containsKey(kind) || !path.getKey().contains("{name}")) {
        continue;
      }
      String address =
          path.getKey().replace("{name}", names.get(kind)).replaceAll("[{][^}]*[}]", "1");
      for (String method : path.getValue().keySet()) {
        String verb = method.toUpperCase(Locale.ROOT);
        // PUT makes what is not there, in the caller's own workspace; uploads make a dataset.
        if (verb.equals("GET") || verb.equals("DELETE")) {
          asked++;
          String question = address.endsWith("/diff") ? address + "?from=1&to=2" : address;
          int status = as(key).request(verb, question).statusCode();
          if (status != 404) {
            found.add(verb + " " + path.getKey() + " " + status);
          }
        }
      }
    }

    // Then
    assertThat(asked).isGreaterThan(8);
    assertThat(found).isEmpty();
    names.forEach((kind, name) -> asAdmin().get("/v1/" + kind + "/" + name).then().statusCode(200));
  }
}
