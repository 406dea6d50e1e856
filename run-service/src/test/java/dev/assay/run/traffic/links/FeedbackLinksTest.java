package dev.assay.run.traffic.links;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Feedback of those who have a link and no key. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class FeedbackLinksTest {
  private static final String LINKS = "/v1/feedback/links";
  private static final String BY = "/v1/feedback/by-link/";

  @Inject Lab lab;
  private final String entity = unique("answer");

  private Map<String, Object> body(Object... more) {
    Map<String, Object> body = new HashMap<>(map(more));
    body.put("entity_type", "request");
    body.put("entity_id", entity);
    return body;
  }

  private JsonPath make(Object... more) {
    return asAdmin().body(body(more)).post(LINKS).then().statusCode(201).extract().jsonPath();
  }

  private static ValidatableResponse give(String token, Object... said) {
    return asNobody().body(map(said)).post(BY + token).then();
  }

  private ValidatableResponse said() {
    return asAdmin().get("/v1/feedback?entity_type=request&entity_id=" + entity).then();
  }

  @Test
  void shouldTakeWhatSomebodyWithoutAKeySays() {
    // Given
    JsonPath link = make("by", "customer 17");
    String token = link.getString("token");
    assertThat(link.getString("url")).endsWith(BY + token).startsWith("http://");
    assertThat(link.getString("expires_at")).isNotNull();

    // When
    give(token, "rating", 4, "notes", "without tips")
        .statusCode(201)
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .body("", equalTo(Map.of("stored", true)));

    // Then
    said()
        .body("data", hasSize(1))
        .body("data[0].rating", equalTo(4f))
        .body("data[0].notes", equalTo("without tips"))
        .body("data[0].by", equalTo("customer 17"))
        .body("data[0].by_link", equalTo(true))
        .body("data[0].identifier", nullValue());
    assertThat(
            lab.one(
                    "select count(*)::int as n from feedback_links where entity_id = $1"
                        + " and sha256 = sha256(convert_to($2, 'UTF8'))",
                    entity,
                    token)
                .getInteger("n"))
        .as("of the token there is its hash")
        .isEqualTo(1);
  }

  @Test
  void shouldBeUsedSoOftenAndNoMore() {
    String once = make().getString("token");
    give(once, "rating", 1).statusCode(201);
    give(once, "rating", 2)
        .statusCode(410)
        .body("code", equalTo("GONE"))
        .header("Access-Control-Allow-Origin", equalTo("*"));
    String twice = make("uses", 2).getString("token");
    give(twice, "rating", 3).statusCode(201);
    give(twice, "rating", 4).statusCode(201);
    give(twice, "rating", 5).statusCode(410);
    said().body("data.rating", contains(4f, 3f, 1f));
  }

  @Test
  void shouldNotBeUsedMoreOftenByManyAtOnce() throws Exception {
    // Given
    String token = make("uses", 3).getString("token");

    // When
    // Of one workspace four are taken at a time.
    ExecutorService people = Executors.newFixedThreadPool(4);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(people.submit(() -> give(token, "rating", 1).extract().statusCode()));
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    people.shutdown();

    // Then
    assertThat(statuses).containsOnly(201, 410);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
    said().body("data", hasSize(3));
  }

  @Test
  void shouldEnd() {
    // Given
    String token = make("expires_in_s", 60).getString("token");
    lab.all(
        "update feedback_links set expires_at = now() - interval '1 second' where entity_id = $1",
        entity);

    // When / Then
    give(token, "rating", 1).statusCode(410).body("detail", containsString("over"));
    said().body("data", empty());
  }

  @Test
  void shouldBeRevoked() {
    // Given
    JsonPath link = make();
    asAdmin()
        .get(LINKS)
        .then()
        .statusCode(200)
        .body("data[0].id", equalTo(link.getString("id")))
        .body("data[0].fields", contains("rating", "notes"))
        .body("data[0].uses", equalTo(1))
        .body("data[0].used", equalTo(0))
        .body("data[0].token", nullValue());
    String other = otherWorkspaceKey();
    as(other).get(LINKS).then().body("data", empty());
    as(other).delete(LINKS + "/" + link.getString("id")).then().statusCode(404);

    // When
    asAdmin().delete(LINKS + "/" + link.getString("id")).then().statusCode(204);

    // Then it is as if it had never been
    String unknown = give("never-was", "rating", 1).statusCode(404).extract().body().asString();
    assertThat(give(link.getString("token"), "rating", 1).statusCode(404).extract().asString())
        .isEqualTo(unknown);
    asAdmin().delete(LINKS + "/" + link.getString("id")).then().statusCode(404);
    said().body("data", empty());
  }

  @Test
  void shouldTakeItsFieldsOnly() {
    String token = make("fields", List.of("label", "response")).getString("token");
    give(token, "rating", 1)
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"))
        .body("violations.field", contains("rating"))
        .body("detail", containsString("label, response"));
    give(token, "by", "somebody else").statusCode(422).body("violations.field", hasItem("by"));
    give(token).statusCode(422).body("detail", containsString("nothing"));
    give(token, "response", "text").statusCode(422);
    give(token, "label", 5).statusCode(422);
    // None of it used it up
    give(token, "label", "wrong", "response", Map.of("total", 1)).statusCode(201);
  }

  @Test
  void shouldTakeSmallJsonOnly() {
    String token = make().getString("token");
    give(token, "notes", "x".repeat(70_000))
        .statusCode(413)
        .header("Access-Control-Allow-Origin", equalTo("*"));
    give(token, "notes", "x".repeat(20_001)).statusCode(422);
    asNobody().body("{\"rating\": 1").post(BY + token).then().statusCode(400);
    asNobody().body("[]").post(BY + token).then().statusCode(422);
    asNobody()
        .contentType(ContentType.TEXT)
        .body("fine")
        .post(BY + token)
        .then()
        .statusCode(415)
        .header("Access-Control-Allow-Origin", equalTo("*"));
    asNobody().post(BY + token).then().statusCode(422);
    asNobody().get(BY + token).then().statusCode(405);
    give(token, "notes", "x".repeat(20_000)).statusCode(201);
  }

  @Test
  void shouldBeOpenToPagesOfAnySiteAndNothingElse() {
    String token = make().getString("token");
    asNobody()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type")
        .options(BY + token)
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .header("Access-Control-Allow-Methods", equalTo("POST"))
        .header("Access-Control-Allow-Headers", equalTo("Content-Type"))
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Access-Control-Max-Age", notNullValue());
    for (String path : List.of("/v1/feedback", LINKS, "/v1/runs", "/v1/feedback/by-link")) {
      asAdmin()
          .header("Origin", "https://shop.example")
          .get(path)
          .then()
          .header("Access-Control-Allow-Origin", nullValue());
    }
  }

  /** Metrics are open, and are named by paths. */
  @Test
  void shouldLeaveTheTokenInNoMeter() {
    // Given answers from before and from behind the resource
    String token = make().getString("token");
    asNobody().options(BY + token).then().statusCode(204);
    give(token, "notes", "x".repeat(70_000)).statusCode(413);
    give(token, "rating", 1).statusCode(201);
    give(token, "rating", 1).statusCode(410);
    asNobody().get(BY + token).then().statusCode(405);

    // When / Then: which of many paths are named is bounded, so that this one may be in none
    assertThat(asNobody().get("/q/metrics").then().statusCode(200).extract().asString())
        .contains("http_server")
        .doesNotContain(token);
  }

  @Test
  void shouldStoreInTheWorkspaceOfTheLinkWithWhatThatTakesOut() {
    // Given another workspace that stores no addresses
    String key = otherWorkspaceKey();
    as(key)
        .body(Map.of("redact", List.of(Map.of("pattern", "[a-z]+@[a-z.]+"))))
        .put("/v1/traffic/settings")
        .then()
        .statusCode(200);
    String token = as(key).body(body()).post(LINKS).then().statusCode(201).extract().path("token");

    // When somebody uses it, even one who has a key of elsewhere
    asAdmin().body(Map.of("notes", "tell a@b.de")).post(BY + token).then().statusCode(201);

    // Then
    as(key).get("/v1/feedback").then().body("data.notes", contains("tell [redacted]"));
    said().body("data", empty());
  }

  private void refused(String field, Map<String, Object> body) {
    asAdmin()
        .body(body)
        .post(LINKS)
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(field));
  }

  @Test
  void shouldSayWhatIsWrongWithALink() {
    refused("entity_type", map("entity_id", "x"));
    refused("entity_id", map("entity_type", "request"));
    refused("expires_in_s", body("expires_in_s", 7_776_001));
    refused("expires_in_s", body("expires_in_s", 0));
    refused("uses", body("uses", 101));
    refused("fields", body("fields", List.of()));
    refused("fields[0]", body("fields", List.of("by")));
    refused("by", body("by", " "));
    as(keyWith("read")).body(body()).post(LINKS).then().statusCode(403);
    asNobody().body(body()).post(LINKS).then().statusCode(401);
  }

  @Test
  void shouldShowItOnceUnderAKey() {
    // Given
    String key = UUID.randomUUID().toString();
    String first =
        asAdmin()
            .header(Idempotency.HEADER, key)
            .body(body())
            .post(LINKS)
            .then()
            .statusCode(201)
            .body("url", containsString("/by-link/"))
            .extract()
            .path("id");

    // When / Then
    asAdmin()
        .header(Idempotency.HEADER, key)
        .body(body())
        .post(LINKS)
        .then()
        .statusCode(201)
        .body("id", equalTo(first))
        .body("token", nullValue())
        .body("url", nullValue());
  }

  @Test
  void shouldListInPages() {
    // Given
    String key = otherWorkspaceKey();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(0, as(key).body(body()).post(LINKS).then().extract().path("id"));
    }

    // When / Then
    String cursor =
        as(key)
            .get(LINKS + "?limit=2")
            .then()
            .body("data.id", equalTo(ids.subList(0, 2)))
            .extract()
            .path("next_cursor");
    as(key)
        .get(LINKS + "?limit=2&cursor=" + cursor)
        .then()
        .body("data.id", equalTo(ids.subList(2, 3)))
        .body("next_cursor", nullValue());
  }

  @Test
  void shouldGoWithTheSessionThatItIsOf() {
    // Given
    String token =
        asAdmin()
            .body(Map.of("entity_type", "chat", "entity_id", entity))
            .post(LINKS)
            .then()
            .statusCode(201)
            .extract()
            .path("token");

    // When
    asAdmin().delete("/v1/traffic/requests?session=" + entity).then().statusCode(200);

    // Then
    give(token, "rating", 1).statusCode(404);
  }
}
