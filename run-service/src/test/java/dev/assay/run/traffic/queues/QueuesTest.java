package dev.assay.run.traffic.queues;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Queues by themselves: made, listed, changed, removed. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class QueuesTest {
  private final Production production = new Production();
  private final Queue queue = new Queue(production);

  @Test
  void shouldMakeAQueueWithWhatIsUsual() {
    queue
        .make("kind", "all")
        .statusCode(201)
        .header("Location", equalTo(queue.path()))
        .body("name", equalTo(queue.name()))
        .body("kinds", contains("agent_execution", "request"))
        .body("filter", equalTo(Map.of("skill", production.skill())))
        .body("rule", equalTo(Map.of("kind", "all")))
        .body("lease_minutes", equalTo(15))
        .body("notes", empty())
        .body("people", empty())
        .body("description", nullValue())
        .body("created_at", notNullValue())
        .body("progress.total", equalTo(0));
    queue.make("kind", "all").statusCode(409).body("detail", containsString("PATCH"));
  }

  @Test
  void shouldMakeItOnceUnderAKey() {
    // Given
    String key = unique("once");
    Map<String, Object> body = queue.body("kind", "unlabelled");

    // When / Then the second is no conflict
    for (int i = 0; i < 2; i++) {
      asAdmin()
          .header(Idempotency.HEADER, key)
          .body(body)
          .post("/v1/queues")
          .then()
          .statusCode(201)
          .body("name", equalTo(queue.name()));
    }
  }

  private void refused(String field, String message, Map<String, Object> body) {
    asAdmin()
        .body(body)
        .post("/v1/queues")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(field))
        .body("detail", containsString(message));
  }

  private Map<String, Object> with(String field, Object value) {
    Map<String, Object> body = queue.body("kind", "all");
    body.put(field, value);
    return body;
  }

  @Test
  void shouldSayWhatIsWrong() {
    refused("name", "is missing", with("name", null));
    refused("name", "letter or digit", with("name", "a b"));
    refused("rule", "is missing", with("rule", null));
    refused("rule.kind", "is missing", with("rule", map()));
    refused("rule.kind", "rule.kind", with("rule", map("kind", "some")));
    refused("rule.per_day", "needs it", with("rule", map("kind", "sample")));
    refused("rule.per_day", "from 1 to", with("rule", map("kind", "sample", "per_day", 0)));
    refused("rule.below", "knows", with("rule", map("kind", "all", "below", 0.5)));
    refused("rule.run", "needs it", with("rule", map("kind", "disagreement")));
    refused(
        "rule.run",
        "no run",
        with("rule", map("kind", "disagreement", "run", UUID.randomUUID().toString())));
    refused("filter", "status", with("filter", map("status", "open")));
    refused("filter", "time", with("filter", map("since", "yesterday")));
    refused("filter.skil", "skil", with("filter", map("skil", "x")));
    refused("kinds", "must name", with("kinds", List.of()));
    refused("lease_minutes", "from 1 to", with("lease_minutes", 0));
    refused("notes", "at most 9", with("notes", Collections.nCopies(10, "n")));
    refused("notes[1]", "characters", with("notes", List.of("n", " ")));
    refused("people[0]", "80", with("people", List.of("x".repeat(81))));
  }

  @Test
  void shouldListByNameInPages() {
    // Given
    String key = otherWorkspaceKey();
    for (String name : List.of("c", "a", "b")) {
      as(key)
          .body(Map.of("name", name, "rule", Map.of("kind", "all")))
          .post("/v1/queues")
          .then()
          .statusCode(201);
    }

    // When / Then
    String cursor =
        as(key)
            .get("/v1/queues?limit=2")
            .then()
            .statusCode(200)
            .body("data.name", contains("a", "b"))
            .extract()
            .path("next_cursor");
    as(key)
        .get("/v1/queues?limit=2&cursor=" + cursor)
        .then()
        .body("data.name", contains("c"))
        .body("next_cursor", nullValue());
  }

  @Test
  void shouldChangeWhatIsGivenAndNothingElse() {
    // Given
    Map<String, Object> body = queue.body("kind", "unlabelled");
    body.put("notes", List.of("wrong currency"));
    asAdmin().body(body).post("/v1/queues").then().statusCode(201);

    // When
    asAdmin()
        .body(Map.of("lease_minutes", 5, "people", List.of("anna")))
        .patch(queue.path())
        .then()
        .statusCode(200)
        .body("lease_minutes", equalTo(5))
        .body("people", contains("anna"))
        .body("notes", contains("wrong currency"))
        .body("rule.kind", equalTo("unlabelled"))
        .body("filter.skill", equalTo(production.skill()));

    // Then
    asAdmin().body(Map.of("lease_minutes", 0)).patch(queue.path()).then().statusCode(422);
    asAdmin().body(Map.of("name", "other")).patch(queue.path()).then().statusCode(422);
    asAdmin().body(Map.of("lease_minutes", 5)).patch("/v1/queues/none").then().statusCode(404);
  }

  @Test
  void shouldKeepWhatPeopleSaidWhenItIsDeleted() {
    // Given
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    queue.make("kind", "all").statusCode(201);
    queue.act(queue.get("anna").id(), "complete", "anna", "rating", 1).statusCode(200);

    // When
    asAdmin().delete(queue.path()).then().statusCode(204);

    // Then
    asAdmin().get(queue.path()).then().statusCode(404);
    asAdmin().delete(queue.path()).then().statusCode(404);
    asAdmin()
        .get("/v1/feedback?entity_type=request&entity_id=" + production.skill() + "-a")
        .then()
        .body("data", hasSize(1));
  }

  @Test
  void shouldBelongToItsWorkspace() {
    // Given
    production.log("requests", production.request("a", 1, Map.of("total", 1)));
    queue.make("kind", "all").statusCode(201);
    UUID item = queue.get("anna").id();
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get("/v1/queues").then().body("data", empty());
    for (String address : List.of("", "/items")) {
      as(other).get(queue.path() + address).then().statusCode(404);
    }
    as(other).body(Map.of("lease_minutes", 1)).patch(queue.path()).then().statusCode(404);
    as(other).delete(queue.path()).then().statusCode(404);
    for (String action : List.of("complete", "skip", "release", "extend", "reopen")) {
      as(other)
          .body(Map.of("by", "anna"))
          .post(queue.path() + "/items/" + item + "/" + action)
          .then()
          .statusCode(404);
    }
    as(other).body(Map.of("by", "anna")).post(queue.path() + "/next").then().statusCode(404);
    as(other).post(queue.path() + "/fill").then().statusCode(404);
    // Nor does an item of one queue belong to another of the same workspace
    Queue second = new Queue(production);
    second.make("kind", "sample", "per_day", 1).statusCode(201);
    second.act(item, "skip", "anna").statusCode(404);
    queue.show().body("progress.leased", equalTo(1));
  }

  @Test
  void shouldBeWrittenByThoseWhoMayWrite() {
    queue.make("kind", "all").statusCode(201);
    String reader = keyWith("read");
    as(reader).get(queue.path()).then().statusCode(200);
    as(reader).get(queue.path() + "/items").then().statusCode(200);
    as(reader).body(queue.body("kind", "all")).post("/v1/queues").then().statusCode(403);
    as(reader).body(Map.of("by", "anna")).post(queue.path() + "/next").then().statusCode(403);
    as(reader).post(queue.path() + "/fill").then().statusCode(403);
  }
}
