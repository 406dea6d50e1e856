package dev.assay.run.platform.audit;

import static dev.assay.run.platform.audit.AuditTest.about;
import static dev.assay.run.platform.audit.AuditTest.settled;
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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.assay.run.platform.access.Tokens;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who tried what he may not, and how often: in the log, and without filling it. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class DeniedTriesTest {
  @Inject Lab lab;
  @Inject Counted counted;

  @BeforeEach
  void forget() {
    AuditTest.forget(counted);
  }

  private int told(String object) {
    return lab.one("select count(*)::int as k from audit where starts_with(object, $1)", object)
        .getInteger("k");
  }

  private int manyOfNobody() {
    return lab.one("select coalesce(sum(times), 0)::int as k from audit where object = '*'")
        .getInteger("k");
  }

  private String keyId(String key) {
    return lab.one(
            "select id::text from api_keys where sha256 = decode($1, 'hex')",
            HexFormat.of().formatHex(Tokens.sha256(key)))
        .getString("id");
  }

  @Test
  void shouldKeepWhatMayNotBeRead() {
    // Given
    String scaling = keyWith("scale");
    String run = "/v1/runs/" + UUID.randomUUID();

    // When
    as(scaling).get(run).then().statusCode(403);
    asAdmin().get(run).then().statusCode(404);

    // Then reading is no change, and being denied it is told
    JsonPath entries = about(run);
    assertThat(entries.getList("data.status")).containsExactly(403);
    assertThat(entries.getString("data[0].action")).isEqualTo("GET /v1/runs/{id}");
    assertThat(entries.getString("data[0].method")).isEqualTo("GET");
    assertThat(entries.getString("data[0].address")).isEqualTo("127.0.0.1");
  }

  @Test
  void shouldTellTheWorkspaceOfAKeyThatWasRevoked() {
    // Given
    JsonPath made =
        asAdmin()
            .body(map("name", unique("gone"), "scopes", List.of("write")))
            .post("/v1/keys")
            .then()
            .extract()
            .jsonPath();
    asAdmin().delete("/v1/keys/" + made.getString("id")).then().statusCode(204);
    String name = "/v1/datasets/" + unique("tried");

    // When
    as(made.getString("key")).delete(name).then().statusCode(401);

    // Then
    JsonPath entries = settled(name, 1);
    assertThat(entries.getString("data[0].by")).isEqualTo("key");
    assertThat(entries.getString("data[0].key_id")).isEqualTo(made.getString("id"));
    assertThat(entries.getString("data[0].key_name")).startsWith("gone");
    assertThat(entries.getString("data[0].outcome")).isEqualTo("denied");
  }

  @Test
  void shouldTellEachWorkspaceItsOwnTriesAndTheInstallationThoseOfNobody() {
    // Given
    String other = otherWorkspaceKey();
    String name = "/v1/datasets/" + unique("whose");

    // When
    as("as_nobody-has-this-key-0000000000000000000000").delete(name).then().statusCode(401);
    as(other).delete(name).then().statusCode(404);

    // Then
    assertThat(settled(name, 1).getList("data.status")).containsExactly(401);
    as(other)
        .queryParam("object", name)
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .body("data.status", contains(404));
  }

  @Test
  void shouldCountWhatIsTriedAgainAndAgain() {
    // Given
    String reader = keyWith("read");
    String name = "/v1/datasets/" + unique("again");

    // When
    for (int i = 0; i < 5; i++) {
      as(reader).delete(name).then().statusCode(403);
    }
    JsonPath before = about(name);
    counted.flush().await().atMost(Lab.LONG);
    counted.flush().await().atMost(Lab.LONG);

    // Then the first stands there at once, and the others together
    assertThat(before.getList("data.times")).containsExactly(1);
    assertThat(about(name).getList("data.times")).containsExactly(4, 1);
  }

  @Test
  void shouldNotLetNobodyFillIt() {
    // Given
    String object = "/v1/datasets/" + unique("flood") + "-";

    // When
    for (int i = 0; i < Counted.MOST + 50; i++) {
      asNobody().delete(object + i).then().statusCode(401);
    }
    counted.flush().await().atMost(Lab.LONG);

    // Then
    int told = told(object);
    assertThat(told).isPositive().isLessThanOrEqualTo(Counted.MOST);
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () -> {
              counted.flush().await().atMost(Lab.LONG);
              assertThat(told(object) + manyOfNobody()).isGreaterThanOrEqualTo(Counted.MOST + 50);
            });
  }

  @Test
  void shouldCountWhatApplicationsReport() {
    // Given
    String key = keyWith("ingest");
    Object one = List.of(map("id", unique("r"), "input", "x", "response", "y"));

    // When
    for (int i = 0; i < 3; i++) {
      as(key).body(one).post("/v1/traffic/requests").then().statusCode(200);
    }
    counted.flush().await().atMost(Lab.LONG);

    // Then
    String id = keyId(key);
    JsonPath entries =
        asAdmin().queryParam("key_id", id).get("/v1/audit").then().extract().jsonPath();
    assertThat(entries.getList("data.times")).containsExactly(2, 1);
    assertThat(entries.getList("data.action")).containsOnly("POST /v1/traffic/requests");
  }

  @Test
  void shouldSayWhoSignedInAndWhoFailedTo() {
    // Given
    String key = keyWith("read");
    String id = keyId(key);

    // When
    asNobody().body(map("token", key)).post("/v1/session").then().statusCode(201);
    asNobody().body(map("token", "as_wrong")).post("/v1/session").then().statusCode(401);

    // Then
    asAdmin()
        .queryParam("key_id", id)
        .get("/v1/audit")
        .then()
        .body("data.action", contains("POST /v1/session"))
        .body("data.by", contains("session"))
        .body("data.status", contains(201));
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                asAdmin()
                    .queryParam("by", "nobody")
                    .queryParam("object", "/v1/session")
                    .queryParam("outcome", "denied")
                    .get("/v1/audit")
                    .then()
                    .body("data.status", hasItem(401)));
  }

  @Test
  void shouldNotTakeAPageThatOpensForATry() {
    // When
    asNobody().get("/v1/session").then().statusCode(401);
    asNobody().get("/v1/keys").then().statusCode(401);

    // Then
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                asAdmin()
                    .queryParam("by", "nobody")
                    .get("/v1/audit?limit=500")
                    .then()
                    .body("data.object", hasItem("/v1/keys")));
    asAdmin()
        .queryParam("by", "nobody")
        .queryParam("action", "GET")
        .get("/v1/audit?limit=500")
        .then()
        .body("data.object", not(hasItem("/v1/session")));
  }
}
