package dev.assay.run.platform.access;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.OtherRows;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route with row-level security as the only guard: the key is that of the workspace whose
 * things are asked for, so that no condition of the service stands in the way, and the rows are
 * those of another.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RowsAloneTest {
  /** What they have is called so, and nothing else is; it comes first in lists. */
  private final String mark = unique("a0-theirs");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private UUID run;
  private String ours;

  @BeforeEach
  void fill() {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("name", mark);
    launch.put("tags", List.of(mark));
    launch.put("dataset", Map.of("name", mark, "items", Lab.items(2)));
    run = lab.launch(launch);
    lab.awaitEnd(run);
    Map<String, Object> evaluation = Lab.pushOf(1);
    evaluation.put("name", mark);
    asAdmin().body(evaluation).post("/v1/evaluations").then().statusCode(201);
    asAdmin()
        .body(Map.of("name", mark, "kind", "simulated"))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    asAdmin()
        .body(Map.of("name", mark, "scopes", List.of("read")))
        .post("/v1/keys")
        .then()
        .statusCode(201);
    asAdmin()
        .body(Map.of("name", mark, "prompt", "{{input}}"))
        .post("/v1/skills")
        .then()
        .statusCode(201);
    asAdmin()
        .body(Map.of("view", "runs", "query", Map.of()))
        .put("/v1/views/" + mark)
        .then()
        .statusCode(lessThan(300));
    ours =
        asAdmin()
            .body(Map.of("name", unique("ours")))
            .post("/v1/workspaces")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  private RequestSpecification confined() {
    return asAdmin().header(OtherRows.HEADER, ours);
  }

  private static Map<String, Map<String, Object>> paths() {
    return asAdmin().get("/openapi?format=json").then().statusCode(200).extract().path("paths");
  }

  private static List<String> verbs(Map<String, Object> path) {
    return path.keySet().stream()
        .map(verb -> verb.toUpperCase(Locale.ROOT))
        .filter(List.of("GET", "POST", "PUT", "PATCH", "DELETE")::contains)
        .toList();
  }

  @Test
  void shouldNotFindRunsOnAnyRoute() {
    // Given
    String before = lab.picture(run);

    // When
    List<String> found = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, Map<String, Object>> path : paths().entrySet()) {
      if (!path.getKey().startsWith("/v1/runs/{id}")) {
        continue;
      }
      String address = path.getKey().replace("{id}", run.toString()).replaceAll("[{][^}]*[}]", "1");
      for (String verb : verbs(path.getValue())) {
        Response answer =
            verb.equals("GET") || verb.equals("DELETE")
                ? confined().request(verb, address)
                : confined().body(ForeignIdsTest.body(path.getKey())).request(verb, address);
        asked++;
        // A stream has begun when it finds out: then its only word is that there is no such run.
        boolean none =
            address.endsWith("/events")
                ? answer.asString().contains("NOT_FOUND") && !answer.asString().contains(mark)
                : answer.statusCode() == 404;
        if (!none) {
          found.add(verb + " " + path.getKey() + " " + answer.statusCode());
        }
      }
    }

    // Then
    assertThat(asked).isGreaterThan(12);
    assertThat(found).isEmpty();
    assertThat(lab.picture(run)).isEqualTo(before);
    asAdmin().get("/v1/runs/" + run).then().statusCode(200);
  }

  @Test
  void shouldNotFindWhatHasAName() {
    List<String> found = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, Map<String, Object>> path : paths().entrySet()) {
      if (!path.getKey().contains("{name}")) {
        continue;
      }
      String address = path.getKey().replace("{name}", mark).replaceAll("[{][^}]*[}]", "1");
      for (String verb : verbs(path.getValue())) {
        // PUT makes what is not there, and uploads make a dataset.
        if (verb.equals("GET") || verb.equals("DELETE")) {
          asked++;
          String question = address.endsWith("/diff") ? address + "?from=1&to=2" : address;
          int status = confined().request(verb, question).statusCode();
          if (status != 404) {
            found.add(verb + " " + path.getKey() + " " + status);
          }
        }
      }
    }

    // Then
    assertThat(asked).isGreaterThan(8);
    assertThat(found).isEmpty();
    for (String kind : List.of("datasets", "evaluations", "providers", "skills")) {
      asAdmin().get("/v1/" + kind + "/" + mark).then().statusCode(200);
    }
  }

  @Test
  void shouldListNothing() {
    // Given what to ask where something has to be asked
    Map<String, String> questions = new HashMap<>();
    questions.put("/v1/search", "?q=" + mark);
    questions.put("/v1/comparisons", "?runs=" + run + "," + run);
    questions.put("/v1/comparisons/flips", "?baseline=" + run + "&other=" + run);
    questions.put("/v1/comparisons/export", "?runs=" + run + "," + run);

    // When
    List<String> seen = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, Map<String, Object>> path : paths().entrySet()) {
      String key = path.getKey();
      if (key.startsWith("/v1/")
          && !key.contains("{")
          && !key.endsWith("/events")
          && path.getValue().containsKey("get")) {
        String address = key + questions.getOrDefault(key, "");
        if (confined().get(address).asString().contains(mark)) {
          seen.add(key);
        }
        if (asAdmin().get(address).asString().contains(mark)) {
          told.add(key);
        }
      }
    }

    // Then those whose things they are see them
    assertThat(told)
        .contains("/v1/runs", "/v1/datasets", "/v1/evaluations", "/v1/providers", "/v1/search")
        .contains("/v1/keys", "/v1/views", "/v1/skills", "/v1/audit");
    assertThat(seen).isEmpty();
  }

  @Test
  void shouldLaunchNothingOfTheirs() {
    // Given
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("dataset", Map.of("name", mark));
    // Without a provider, which is theirs, too.
    launch.put("target", Map.of("push", true));

    // When / Then
    confined()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_DATASET"));
  }
}
