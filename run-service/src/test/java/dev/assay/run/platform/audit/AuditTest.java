package dev.assay.run.platform.audit;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AuditTest {
  @Inject Lab lab;
  @Inject AuditLog log;

  private static JsonPath about(String object) {
    return asAdmin()
        .queryParam("object", object)
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldSayWhoChangedWhat() {
    // Given
    String name = unique("audited");
    String key = keyWith("write");

    // When
    as(key).body(map("name", name)).post("/v1/datasets").then().statusCode(201);
    as(key).body(map("description", "d")).patch("/v1/datasets/" + name).then().statusCode(200);
    as(key).get("/v1/datasets/" + name).then().statusCode(200);
    as(key).delete("/v1/datasets/" + name).then().statusCode(204);

    // Then
    JsonPath entries = about("/v1/datasets/" + name);
    assertThat(entries.getList("data.method")).containsExactly("DELETE", "PATCH", "POST");
    assertThat(entries.getList("data.status")).containsExactly(204, 200, 201);
    assertThat(entries.getList("data.key_id").stream().distinct().toList()).hasSize(1);
    assertThat(entries.getList("data.by_session")).containsOnly(false);
  }

  @Test
  void shouldKeepWhatWasRefused() {
    // Given
    String name = unique("refused");

    // When
    as(keyWith("read")).delete("/v1/datasets/" + name).then().statusCode(403);
    asNobody().delete("/v1/datasets/" + name).then().statusCode(401);
    asAdmin().body(map("nam", name)).patch("/v1/datasets/" + name).then().statusCode(422);

    // Then
    assertThat(about("/v1/datasets/" + name).getList("data.status")).containsExactly(422, 403);
  }

  @Test
  void shouldPageThroughIt() {
    // Given
    String name = unique("paged");
    for (int i = 0; i < 3; i++) {
      asAdmin().delete("/v1/datasets/" + name).then().statusCode(404);
    }

    // When
    JsonPath first =
        asAdmin()
            .queryParam("object", "/v1/datasets/" + name)
            .queryParam("limit", 2)
            .get("/v1/audit")
            .then()
            .body("data", hasSize(2))
            .extract()
            .jsonPath();

    // Then
    asAdmin()
        .queryParam("object", "/v1/datasets/" + name)
        .queryParam("limit", 2)
        .queryParam("cursor", first.getString("next_cursor"))
        .get("/v1/audit")
        .then()
        .body("data", hasSize(1))
        .body("next_cursor", equalTo(null));
  }

  @Test
  void shouldShowAdminsTheirOwnWorkspaceOnly() {
    // Given
    String name = unique("hidden");
    asAdmin().delete("/v1/datasets/" + name).then().statusCode(404);

    // When / Then
    as(keyWith("write")).get("/v1/audit").then().statusCode(403);
    as(otherWorkspaceKey())
        .queryParam("object", "/v1/datasets/" + name)
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .body("data", hasSize(0));
  }

  @Test
  void shouldDropWhatIsOld() {
    // Given
    String object = "/v1/datasets/" + unique("old");
    asAdmin().delete(object).then().statusCode(404);
    lab.all(
        "update audit set at = $2 where object = $1 returning id",
        object,
        OffsetDateTime.now().minusDays(401));

    // When
    int dropped = log.drop().await().indefinitely();

    // Then
    assertThat(dropped).isPositive();
    assertThat(about(object).getList("data")).isEmpty();
  }
}
