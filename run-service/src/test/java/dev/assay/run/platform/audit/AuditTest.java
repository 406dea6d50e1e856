package dev.assay.run.platform.audit;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AuditTest {
  @Inject Lab lab;
  @Inject AuditLog log;
  @Inject Counted counted;

  @BeforeEach
  void forget() {
    forget(counted);
  }

  /** What other tests tried within this minute is no longer counted. */
  static void forget(Counted counted) {
    // What came again is written at the first, and forgotten at the second.
    counted.flush().await().atMost(Lab.LONG);
    counted.flush().await().atMost(Lab.LONG);
  }

  static JsonPath about(String object) {
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
    JsonPath entries = settled("/v1/datasets/" + name, 3);
    assertThat(entries.getList("data.status", Integer.class))
        .containsExactlyInAnyOrder(422, 403, 401);
    assertThat(entries.getString("data.find { it.status == 422 }.outcome")).isEqualTo("refused");
    assertThat(entries.getString("data.find { it.status == 403 }.outcome")).isEqualTo("denied");
    assertThat(entries.getString("data.find { it.status == 401 }.by")).isEqualTo("nobody");
    assertThat(entries.getString("data.find { it.status == 401 }.key_id")).isNull();
  }

  /** What is written after its answer is waited for. */
  static JsonPath settled(String object, int entries) {
    await()
        .atMost(Lab.LONG)
        .untilAsserted(() -> assertThat(about(object).getList("data")).hasSize(entries));
    return about(object);
  }

  @Test
  void shouldSayWhatCameByALinkWithoutWhatOpensIt() {
    // Given
    JsonPath link =
        asAdmin()
            .body(
                map("entity_type", "request", "entity_id", unique("r"), "fields", List.of("notes")))
            .post("/v1/feedback/links")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    String token = link.getString("token");
    String object = "/v1/feedback/links/" + link.getString("id");

    // When
    asNobody().body(map("notes", "n")).post("/v1/feedback/by-link/" + token).then().statusCode(201);
    as("as_wrong").body(map("notes", "n")).post("/v1/feedback/by-link/" + token).then();

    // Then
    asAdmin()
        .queryParam("by", "link")
        .queryParam("object", object)
        .get("/v1/audit")
        .then()
        .body("data.by", contains("link"))
        .body("data.path", contains("/v1/feedback/by-link/{token}"))
        .body("data.status", contains(201))
        .body("data.key_id", contains(nullValue()));
    assertThat(lab.all("select 1 from audit where strpos(path || object, $1) > 0", token))
        .isEmpty();
  }

  @Test
  void shouldFindByWhatWasDoneWhenAndHowItEnded() {
    // Given
    String name = "/v1/datasets/" + unique("found");
    asAdmin().body(map("name", name.substring(13))).post("/v1/datasets").then().statusCode(201);
    asAdmin().delete(name).then().statusCode(204);
    asAdmin().delete(name).then().statusCode(404);

    // When / Then
    assertThat(found(name, "outcome", "done")).containsExactly(204, 201);
    assertThat(found(name, "outcome", "refused")).containsExactly(404);
    assertThat(found(name, "outcome", "denied")).isEmpty();
    assertThat(found(name, "action", "DELETE")).containsExactly(404, 204);
    assertThat(found(name, "action", "POST /v1/datasets")).containsExactly(201);
    assertThat(found(name, "address", "127.0.0.1")).hasSize(3);
    assertThat(found(name, "address", "127.0.0.2")).isEmpty();
    assertThat(found(name, "by", "key")).hasSize(3);
    assertThat(found(name, "by", "session,nobody")).isEmpty();
    assertThat(found(name, "since", "2020-01-01T00:00:00Z")).hasSize(3);
    assertThat(found(name, "until", "2020-01-01T00:00:00Z")).isEmpty();
    for (String wrong : List.of("outcome=lost", "by=me", "since=yesterday", "who=me")) {
      int status = asAdmin().get("/v1/audit?" + wrong).statusCode();
      assertThat(status).as(wrong).isIn(400, 422);
    }
  }

  private static List<Integer> found(String object, String name, String value) {
    return asAdmin()
        .queryParam("object", object)
        .queryParam(name, value)
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .extract()
        .path("data.status");
  }

  @Test
  void shouldNotBelieveWhoeverSaysWhereHeComesFrom() {
    // When there is no proxy that is trusted
    String name = "/v1/datasets/" + unique("forged");
    asAdmin()
        .header("X-Forwarded-For", "198.51.100.7")
        .header("Forwarded", "for=198.51.100.7")
        .delete(name)
        .then()
        .statusCode(404);

    // Then
    assertThat(about(name).getList("data.address")).containsExactly("127.0.0.1");
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
    lab.alter("update audit set at = now() - interval '401 days' where object = '" + object + "'");

    // When
    int dropped = log.drop().await().indefinitely();

    // Then
    assertThat(dropped).isPositive();
    assertThat(about(object).getList("data")).isEmpty();
  }
}
