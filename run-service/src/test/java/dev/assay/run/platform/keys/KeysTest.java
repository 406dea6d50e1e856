package dev.assay.run.platform.keys;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class KeysTest {
  @Inject Db db;

  private static final String PROBLEM = "application/problem+json";

  @Test
  void shouldRefuseARequestWithoutAKey() {
    // When / Then
    asNobody()
        .get("/v1/keys")
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("UNAUTHENTICATED"));
  }

  @Test
  void shouldRefuseAWrongKey() {
    // When / Then
    as("as_wrong")
        .get("/v1/keys")
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .body("code", equalTo("UNAUTHENTICATED"));
  }

  @Test
  void shouldRefuseAKeyWithoutTheScope() {
    // Given
    String reader = keyWith("read");

    // When / Then
    as(reader)
        .get("/v1/keys")
        .then()
        .statusCode(403)
        .contentType(PROBLEM)
        .body("code", equalTo("FORBIDDEN"));
    as(reader).get("/v1/datasets").then().statusCode(200);
    as(reader).body(Map.of("name", "x")).post("/v1/datasets").then().statusCode(403);
  }

  @Test
  void shouldShowAKeyOnce() {
    // When
    JsonPath made =
        asAdmin()
            .body(Map.of("name", "ci", "scopes", List.of("run", "read")))
            .post("/v1/keys")
            .then()
            .statusCode(201)
            .header("Location", containsString("/v1/keys/"))
            .extract()
            .jsonPath();

    // Then
    assertThat(made.getString("key"))
        .matches("as_[A-Za-z0-9_-]{43}")
        .startsWith(made.getString("prefix"));
    asAdmin()
        .get("/v1/keys?limit=500")
        .then()
        .statusCode(200)
        .body("data.id", hasItem(made.getString("id")))
        .body("data.key", everyItem(nullValue()));
  }

  @Test
  void shouldEndAKeyAtOnceWhenItIsRevoked() {
    // Given
    JsonPath made =
        asAdmin()
            .body(Map.of("name", "short-lived", "scopes", List.of("read")))
            .post("/v1/keys")
            .then()
            .extract()
            .jsonPath();
    as(made.getString("key")).get("/v1/session").then().statusCode(200);

    // When
    asAdmin().delete("/v1/keys/" + made.getString("id")).then().statusCode(204);

    // Then
    as(made.getString("key")).get("/v1/session").then().statusCode(401);
  }

  @Test
  void shouldNotFindAKeyOfAnotherWorkspace() {
    // Given
    String other = otherWorkspaceKey();
    String id =
        asAdmin()
            .body(Map.of("name", "mine", "scopes", List.of("read")))
            .post("/v1/keys")
            .then()
            .extract()
            .path("id");

    // When / Then
    as(other).delete("/v1/keys/" + id).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    as(other).get("/v1/keys").then().statusCode(200).body("data.id", not(hasItem(id)));
  }

  @Test
  void shouldNotLetAnotherWorkspaceMakeWorkspaces() {
    // Given
    String other = otherWorkspaceKey();

    // When / Then
    as(other).body(Map.of("name", "more")).post("/v1/workspaces").then().statusCode(403);
    as(other).get("/v1/workspaces").then().statusCode(200).body("data.size()", equalTo(1));
  }

  @Test
  void shouldRefuseAnUnknownScopeAndAPastExpiry() {
    // When / Then
    asAdmin()
        .body(Map.of("name", "x", "scopes", List.of("root"), "expires_at", "2020-01-01T00:00:00Z"))
        .post("/v1/keys")
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("violations.field", hasItem("expires_at"))
        .body("violations.field", hasItem("scopes[0]"));
  }

  @Test
  void shouldNotStoreAKeyForARepeatedRequest() {
    // Given
    Map<String, Object> body = Map.of("name", "again", "scopes", List.of("read"));
    String first =
        asAdmin()
            .header("Idempotency-Key", "key-1")
            .body(body)
            .post("/v1/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    // When / Then
    asAdmin()
        .header("Idempotency-Key", "key-1")
        .body(body)
        .post("/v1/keys")
        .then()
        .statusCode(201)
        .body("id", equalTo(first))
        .body("key", nullValue());
  }

  @Test
  void shouldNotAcceptAKeyPastItsEnd() {
    // Given
    JsonPath made =
        asAdmin()
            .body(Map.of("name", "ends", "scopes", List.of("read")))
            .post("/v1/keys")
            .then()
            .extract()
            .jsonPath();
    db.query(
            "update api_keys set expires_at = now() - interval '1 second' where id = $1",
            UUID.fromString(made.getString("id")))
        .await()
        .atMost(Duration.ofMinutes(4));

    // When / Then
    as(made.getString("key")).get("/v1/session").then().statusCode(401);
  }

  @Test
  void shouldNoteThatAKeyWasUsed() {
    // Given
    JsonPath made =
        asAdmin()
            .body(Map.of("name", "used", "scopes", List.of("read")))
            .post("/v1/keys")
            .then()
            .body("last_used_at", nullValue())
            .extract()
            .jsonPath();

    // When
    as(made.getString("key")).get("/v1/session").then().statusCode(200);

    // Then
    await()
        .atMost(Duration.ofMinutes(4))
        .until(
            () ->
                asAdmin()
                        .get("/v1/keys?limit=500")
                        .jsonPath()
                        .get("data.find { it.id == '" + made.getString("id") + "' }.last_used_at")
                    != null);
  }
}
