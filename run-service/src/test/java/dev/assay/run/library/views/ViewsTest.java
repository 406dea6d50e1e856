package dev.assay.run.library.views;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views that people keep. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ViewsTest {
  private String key;

  @BeforeEach
  void start() {
    key = otherWorkspaceKey();
  }

  private ValidatableResponse put(String name, Object body) {
    return as(key).body(body).put("/v1/views/{name}", name).then();
  }

  @Test
  void shouldKeepAViewUnderAName() {
    // Given
    Map<String, Object> query = map("status", List.of("failed"), "columns", null, "a", 1.50);

    // When
    put("Failed, nightly", Map.of("view", "runs", "query", query))
        .statusCode(201)
        .body("name", equalTo("Failed, nightly"));

    // Then it is there as it was given
    as(key)
        .get("/v1/views/{name}", "Failed, nightly")
        .then()
        .statusCode(200)
        .body("view", equalTo("runs"))
        .body("query.status", contains("failed"))
        .body("query.columns", nullValue())
        .body("created_at", equalTo(as(key).get("/v1/views").path("data[0].updated_at")));

    // and is changed by saving it again
    put("Failed, nightly", Map.of("name", "Failed, nightly", "view", "runs", "query", Map.of()))
        .statusCode(200)
        .body("query.size()", equalTo(0));
    as(key).delete("/v1/views/{name}", "Failed, nightly").then().statusCode(204);
    as(key).get("/v1/views/{name}", "Failed, nightly").then().statusCode(404);
    as(key).delete("/v1/views/{name}", "Failed, nightly").then().statusCode(404);
  }

  @Test
  void shouldListViewsOfOneListByName() {
    // Given
    put("b", Map.of("view", "runs", "query", Map.of())).statusCode(201);
    put("a", Map.of("view", "runs", "query", Map.of())).statusCode(201);
    put("c", Map.of("view", "items", "query", Map.of())).statusCode(201);

    // Then
    as(key).get("/v1/views").then().body("data.name", contains("a", "b", "c"));
    as(key).get("/v1/views?view=items").then().body("data.name", contains("c"));
    String next = as(key).get("/v1/views?limit=2").path("next_cursor");
    as(key).get("/v1/views?cursor=" + next).then().body("data.name", contains("c"));
    assertThat((List<?>) as(otherWorkspaceKey()).get("/v1/views").path("data")).isEmpty();
  }

  @Test
  void shouldRefuseWhatCannotBeKept() {
    put("x".repeat(101), Map.of("view", "runs", "query", Map.of()))
        .statusCode(422)
        .body("violations.field", hasItem("name"));
    put("tab\there", Map.of("view", "runs", "query", Map.of())).statusCode(422);
    put("x", Map.of("view", "Runs!", "query", Map.of()))
        .statusCode(422)
        .body("violations.field", hasItem("view"));
    put("x", Map.of("view", "runs")).statusCode(422).body("violations.field", hasItem("query"));
    put("x", Map.of("view", "runs", "query", List.of())).statusCode(422);
    put("x", Map.of("name", "y", "view", "runs", "query", Map.of())).statusCode(422);
    put("x", Map.of("view", "runs", "query", Map.of("a", "ä".repeat(4_096))))
        .statusCode(422)
        .body("violations.field", hasItem("query"));
    put("x", Map.of("view", "runs", "query", Map.of("a", "b".repeat(8_000)))).statusCode(201);
  }

  @Test
  void shouldTakeTheScopeToWrite() {
    String reader = keyWith("read");
    as(reader)
        .body(Map.of("view", "runs", "query", Map.of()))
        .put("/v1/views/x")
        .then()
        .statusCode(403);
    as(reader).get("/v1/views").then().statusCode(200);
    as(reader).delete("/v1/views/x").then().statusCode(403);
  }
}
