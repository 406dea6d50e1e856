package dev.assay.run.traffic.queues.reviews;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.traffic.requests.TrafficRetention;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who has an item, and for how long. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LeasesTest {
  @Inject Lab lab;
  @Inject TrafficRetention retention;
  private final Production production = new Production();
  private final Queue queue = new Queue(production);

  /** A queue with so many records, the last of them first. */
  private void queueOf(int records) {
    for (int i = 0; i < records; i++) {
      production
          .log("requests", production.request("r" + i, i, Map.of("total", i)))
          .statusCode(200);
    }
    queue.make("kind", "all").statusCode(201);
  }

  private String feedbackOf(String record) {
    return "/v1/feedback?entity_type=request&entity_id=" + production.skill() + "-" + record;
  }

  private void endLeases() {
    lab.all(
        "update review_items set leased_until = now() - interval '1 second' where status ="
            + " 'leased' and queue_id = (select id from review_queues where name = $1)",
        queue.name());
  }

  @Test
  void shouldGiveAPersonWhatHeHas() {
    queueOf(3);
    Queue.Got first = queue.get("anna");
    assertThat(queue.get("anna")).isEqualTo(first);
    assertThat(queue.get("berta")).isNotEqualTo(first);
    queue.show().body("progress.leased", equalTo(2)).body("progress.open", equalTo(1));
  }

  @Test
  void shouldSkipAndGiveBack() {
    // Given
    queueOf(2);
    Queue.Got first = queue.get("anna");

    // When
    queue
        .act(first.id(), "release", "anna")
        .statusCode(200)
        .body("item.status", equalTo("open"))
        .body("item.by", nullValue())
        .body("progress.open", equalTo(2));

    // Then somebody else gets it
    assertThat(queue.get("berta")).isEqualTo(first);
    queue
        .act(first.id(), "skip", "berta", "reason", "illegible")
        .statusCode(200)
        .body("item.status", equalTo("skipped"))
        .body("item.reason", equalTo("illegible"))
        .body("progress.skipped", equalTo(1));
    queue.act(first.id(), "release", "anna").statusCode(409);
    assertThat(queue.get("berta")).isNotEqualTo(first);
  }

  @Test
  void shouldRefuseWhatAnotherHas() {
    queueOf(1);
    UUID item = queue.get("anna").id();
    for (String action : List.of("complete", "skip", "release", "extend", "reopen")) {
      queue
          .act(item, action, "berta", action.equals("complete") ? "rating" : "by", 1)
          .statusCode(409)
          .body("code", equalTo("CONFLICT"))
          .body("detail", containsString("anna"));
    }
    queue.next("berta").body("item", nullValue());
  }

  @Test
  void shouldGiveAnItemToSomebodyElseWhenTheLeaseHasRunOut() {
    // Given
    queueOf(1);
    Queue.Got item = queue.get("anna");
    endLeases();
    queue.show().body("progress.open", equalTo(1)).body("progress.leased", equalTo(0));
    asAdmin()
        .get(queue.path() + "/items?status=open")
        .then()
        .body("data", hasSize(1))
        .body("data[0].by", nullValue());

    // When
    assertThat(queue.get("berta")).isEqualTo(item);

    // Then it is not the first one's any more
    queue
        .act(item.id(), "complete", "anna", "rating", 1)
        .statusCode(409)
        .body("detail", containsString("berta"));
    asAdmin().get(feedbackOf("r0")).then().body("data", empty());
    queue.act(item.id(), "complete", "berta", "rating", 2).statusCode(200);
    asAdmin().get(feedbackOf("r0")).then().body("data.by", contains("berta"));
  }

  @Test
  void shouldLetALatePersonEndWhatNobodyElseTook() {
    queueOf(1);
    UUID item = queue.get("anna").id();
    endLeases();
    queue
        .act(item, "extend", "anna")
        .statusCode(200)
        .body("item.status", equalTo("leased"))
        .body("progress.leased", equalTo(1));
    endLeases();
    queue.act(item, "complete", "anna", "rating", 1).statusCode(200);
  }

  @Test
  void shouldBeForThePeopleOfTheQueueOnly() {
    queueOf(1);
    asAdmin().body(Map.of("people", List.of("anna"))).patch(queue.path()).then().statusCode(200);
    queue
        .next("berta")
        .statusCode(422)
        .body("violations.field", hasItem("by"))
        .body("detail", containsString("anna"));
    queue.next("anna").statusCode(200).body("item", notNullValue());
  }

  @Test
  void shouldLetGoOfWhatIsDeletedFromTraffic() {
    // Given
    queueOf(3);
    Queue.Got item = queue.get("anna");
    asAdmin()
        .body(Map.of("entity_type", "request", "entity_id", production.skill() + "-" + item.of()))
        .post("/v1/feedback/links")
        .then()
        .statusCode(201);

    // When
    asAdmin()
        .delete("/v1/traffic/requests/" + production.skill() + "-" + item.of())
        .then()
        .statusCode(204);

    // Then
    queue.show().body("progress.total", equalTo(2)).body("progress.leased", equalTo(0));
    queue.act(item.id(), "complete", "anna", "rating", 1).statusCode(404);
    assertThat(
            lab.one(
                    "select count(*)::int as n from feedback_links where entity_id = $1",
                    production.skill() + "-" + item.of())
                .getInteger("n"))
        .isZero();
    assertThat(queue.get("anna")).isNotEqualTo(item);
  }

  @Test
  void shouldPassOverAnItemWhoseRecordIsGone() {
    // Given a record that was lost without its item
    queueOf(2);
    queue.fill().statusCode(200);
    lab.all("delete from traffic_ids where id = $1", production.skill() + "-r1");

    // When / Then
    queue
        .next("anna")
        .statusCode(200)
        .body("item.record.id", equalTo(production.skill() + "-r0"))
        .body("progress.total", equalTo(1));
  }

  @Test
  void shouldLetGoOfWhatIsTooOld() {
    // Given a workspace that keeps a month, and a queue with one record of before
    String key = otherWorkspaceKey();
    as(key).body(Map.of("keep_days", 30)).put("/v1/traffic/settings").then().statusCode(200);
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    as(key)
        .body(
            List.of(
                Map.of("id", "old", "response", 1, "at", now.minusDays(31).toString()),
                Map.of("id", "young", "response", 1, "at", now.minusDays(1).toString())))
        .post("/v1/traffic/requests")
        .then()
        .statusCode(200);
    as(key)
        .body(Map.of("name", "q", "rule", Map.of("kind", "all")))
        .post("/v1/queues")
        .then()
        .statusCode(201);
    as(key).post("/v1/queues/q/fill").then().body("added", equalTo(2));
    String token =
        as(key)
            .body(Map.of("entity_type", "request", "entity_id", "old"))
            .post("/v1/feedback/links")
            .then()
            .statusCode(201)
            .extract()
            .path("token");

    // When
    retention.forget().await().atMost(Lab.LONG);

    // Then
    as(key).get("/v1/queues/q/items").then().body("data.entity_id", contains("young"));
    asNobody()
        .body(Map.of("rating", 1))
        .post("/v1/feedback/by-link/" + token)
        .then()
        .statusCode(404);
  }
}
