package dev.assay.run.traffic.redaction;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import dev.assay.run.traffic.requests.TrafficRetention;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TrafficSettingsTest {
  private static final String SETTINGS = "/v1/traffic/settings";

  @Inject Lab lab;
  @Inject TrafficRetention retention;

  @Test
  void shouldStoreNothingOfWhatIsToBeTakenOut() {
    // Given
    String key = otherWorkspaceKey();
    Map<String, Object> record =
        Map.of("id", "a", "input", "from a@b.de", "response", Map.of("name", "Ann"));
    Map<String, Object> rules =
        Map.of(
            "redact",
            List.of(
                Map.of("pattern", "[a-z]+@[a-z.]+", "replacement", "[email]"),
                Map.of("path", "response.name")));
    as(key)
        .body(Map.of("records", List.of(record), "redact", rules.get("redact")))
        .post(SETTINGS + "/dry-run")
        .then()
        .statusCode(200)
        .body("changed", equalTo(1))
        .body("records[0].input", equalTo("from [email]"));
    as(key).get(SETTINGS).then().body("redact", hasSize(0)).body("keep_days", nullValue());

    // When
    as(key).body(rules).put(SETTINGS).then().statusCode(200).body("redact", hasSize(2));
    as(key).body(List.of(record)).post("/v1/traffic/requests").then().statusCode(200);
    as(key)
        .body(Map.of("entity_type", "request", "entity_id", "a", "notes", "tell a@b.de"))
        .post("/v1/feedback")
        .then()
        .statusCode(200);

    // Then
    as(key)
        .get("/v1/traffic/requests/a")
        .then()
        .body("input", equalTo("from [email]"))
        .body("response.name", equalTo("[redacted]"));
    as(key).get("/v1/feedback").then().body("data[0].notes", equalTo("tell [email]"));
    assertThat(
            lab.one(
                    "select count(*)::int as n from traffic where input::text like '%a@b.de%'"
                        + " and id = 'a'")
                .getInteger("n"))
        .isZero();
  }

  @Test
  void shouldTakeOutOfWhyAnAnswerIsLeftOut() {
    // Given
    String key = otherWorkspaceKey();
    as(key)
        .body(Map.of("redact", List.of(Map.of("pattern", "[a-z]+@[a-z.]+"))))
        .put(SETTINGS)
        .then()
        .statusCode(200);
    as(key)
        .body(List.of(Map.of("id", "a", "response", 1)))
        .post("/v1/traffic/requests")
        .then()
        .statusCode(200);
    as(key)
        .body(Map.of("name", "all", "rule", Map.of("kind", "all")))
        .post("/v1/queues")
        .then()
        .statusCode(201);
    String item =
        as(key)
            .body(Map.of("by", "anna"))
            .post("/v1/queues/all/next")
            .then()
            .statusCode(200)
            .extract()
            .path("item.id");

    // When
    as(key)
        .body(Map.of("by", "anna", "reason", "ask a@b.de"))
        .post("/v1/queues/all/items/" + item + "/skip")
        .then()
        .statusCode(200)
        .body("item.reason", equalTo("ask [redacted]"));

    // Then
    as(key)
        .get("/v1/queues/all/items?status=skipped")
        .then()
        .body("data.reason", equalTo(List.of("ask [redacted]")));
  }

  @Test
  void shouldKeepNothingOfWhatIsToBeTakenOutWithAnIdempotencyKey() {
    // Given
    String key = otherWorkspaceKey();
    as(key)
        .body(Map.of("redact", List.of(Map.of("pattern", "[a-z]+@[a-z.]+"))))
        .put(SETTINGS)
        .then()
        .statusCode(200);

    // When a bad record is named by what stands in it
    String once = TestApi.unique("once");
    as(key)
        .header(Idempotency.HEADER, once)
        .body(
            List.of(
                Map.of("entity_type", "request", "entity_id", "a", "notes", "n"),
                Map.of("entity_type", "request", "entity_id", "a", "at", "of a@b.de")))
        .post("/v1/feedback")
        .then()
        .statusCode(200)
        .body("errors[0].message", containsString("[redacted]"));

    // Then
    assertThat(
            lab.one("select response::text as r from idempotency_keys where key = $1", once)
                .getString("r"))
        .contains("[redacted]")
        .doesNotContain("a@b.de");
  }

  @Test
  void shouldSayWhatIsWrongWithATrialAndWithRules() {
    // Given
    String key = otherWorkspaceKey();
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("redact", Collections.singletonList(null));
    Map<String, Object> none = new HashMap<>();
    none.put("records", Collections.singletonList(null));

    // When / Then
    as(key)
        .body(nothing)
        .put(SETTINGS)
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("redact[0]"));
    as(key).body(none).post(SETTINGS + "/dry-run").then().statusCode(422);
    as(key)
        .body(Map.of())
        .post(SETTINGS + "/dry-run")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("records"));
  }

  @Test
  void shouldLetGoOfWhatIsTooOld() {
    // Given
    String key = otherWorkspaceKey();
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    as(key).body(Map.of("keep_days", 30)).put(SETTINGS).then().statusCode(200);
    as(key)
        .body(
            List.of(
                Map.of("id", "old", "response", 1, "at", now.minusDays(31).toString()),
                Map.of("id", "ancient", "response", 1, "at", "2016-03-05T00:00:00Z"),
                Map.of("id", "young", "response", 1, "at", now.minusDays(29).toString())))
        .post("/v1/traffic/requests")
        .then()
        .body("accepted", equalTo(3));
    as(key)
        .body(Map.of("entity_type", "request", "entity_id", "old", "notes", "n"))
        .post("/v1/feedback");

    // And a part of the table that is no month
    lab.alter(
        "create table traffic_odd_xx partition of traffic"
            + " for values from ('2014-01-01Z') to ('2014-02-01Z')");

    // When
    try {
      retention.forget().await().atMost(Lab.LONG);
    } finally {
      lab.alter("drop table traffic_odd_xx");
    }

    // Then
    as(key).get("/v1/traffic/requests").then().body("data.id", equalTo(List.of("young")));
    as(key).get("/v1/feedback").then().body("data", hasSize(0));
    assertThat(lab.one("select to_regclass('traffic_201603')::text as t").getString("t")).isNull();
    as(key)
        .body(List.of(Map.of("id", "again", "response", 1, "at", "2016-03-06T00:00:00Z")))
        .post("/v1/traffic/requests")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
  }

  @Test
  void shouldBeChangedByAdministratorsOnly() {
    as(keyWith("write")).body(Map.of("keep_days", 30)).put(SETTINGS).then().statusCode(403);
    asAdmin().body(Map.of("keep_days", 0)).put(SETTINGS).then().statusCode(422);
    asAdmin()
        .body(Map.of("redact", List.of(Map.of("pattern", "("))))
        .put(SETTINGS)
        .then()
        .statusCode(422)
        .body("code", equalTo("BAD_REGEX"));
  }
}
