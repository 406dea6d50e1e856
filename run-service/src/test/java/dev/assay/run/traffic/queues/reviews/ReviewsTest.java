package dev.assay.run.traffic.queues.reviews;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
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
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one person sees of a queue, and says. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReviewsTest {
  @Inject Lab lab;
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

  private void saveSkill(Object... schema) {
    asAdmin()
        .body(Map.of("name", production.skill(), "output_schema", map(schema)))
        .post("/v1/skills")
        .then()
        .statusCode(201);
  }

  @Test
  void shouldShowAllThatSomebodyNeeds() {
    // Given
    saveSkill("type", "object", "required", List.of("total"));
    queueOf(1);
    production.say("r0", "rating", 3, "by", "carla");

    // When / Then
    queue
        .next("anna")
        .statusCode(200)
        .body("item.entity_type", equalTo("request"))
        .body("item.entity_id", equalTo(production.skill() + "-r0"))
        .body("item.position", equalTo(1))
        .body("item.status", equalTo("leased"))
        .body("item.by", equalTo("anna"))
        .body("item.leased_until", notNullValue())
        .body("item.record.id", equalTo(production.skill() + "-r0"))
        .body("item.record.response.total", equalTo(0))
        .body("item.record.kind", equalTo("request"))
        .body("item.schema.required", contains("total"))
        .body("item.feedback.rating", contains(3.0f))
        .body("progress.total", equalTo(1))
        .body("progress.leased", equalTo(1))
        .body("progress.open", equalTo(0));
  }

  @Test
  void shouldShowTheSchemaOfTheVersionThatAnswered() {
    // Given two versions, and a third one that was never saved
    saveSkill("type", "object", "required", List.of("old"));
    saveSkill("type", "object", "required", List.of("young"));
    String[] versions = {"1", "2", "3", "beta"};
    for (int i = 0; i < versions.length; i++) {
      Map<String, Object> record = production.request("r" + i, 10 - i, Map.of("total", i));
      record.put("skill_version", versions[i]);
      production.log("requests", record).statusCode(200);
    }
    queue.make("kind", "all").statusCode(201);

    // When / Then
    for (String required : List.of("old", "young", "young", "young")) {
      UUID item =
          UUID.fromString(
              queue
                  .next("anna")
                  .body("item.schema.required", contains(required))
                  .extract()
                  .path("item.id"));
      queue.act(item, "skip", "anna").statusCode(200);
    }
  }

  @Test
  void shouldSayThatNothingIsLeft() {
    queueOf(0);
    queue.next("anna").statusCode(200).body("item", nullValue()).body("progress.total", equalTo(0));
    // And fill by itself when something has come
    production.log("requests", production.request("late", 1, Map.of("total", 1)));
    queue.anHourAfterItWasFilled(lab);
    queue.next("anna").body("item.record.id", equalTo(production.skill() + "-late"));
  }

  @Test
  void shouldBeDoneWithWhatIsSaid() {
    // Given
    queueOf(2);
    Queue.Got item = queue.get("anna");

    // When
    queue
        .act(item.id(), "complete", "anna", "response", Map.of("total", 7), "label", "wrong_total")
        .statusCode(200)
        .body("item.id", equalTo(item.id().toString()))
        .body("item.status", equalTo("done"))
        .body("item.by", equalTo("anna"))
        .body("item.settled_at", notNullValue())
        .body("item.leased_until", nullValue())
        .body("feedback.identifier", equalTo("queue:" + queue.name() + ":anna"))
        .body("feedback.response.total", equalTo(7))
        .body("feedback.label", equalTo("wrong_total"))
        .body("feedback.by", equalTo("anna"))
        .body("progress.done", equalTo(1))
        .body("progress.done_today", equalTo(1))
        .body("progress.open", equalTo(1))
        .body("progress.leased", equalTo(0));

    // Then it counts like any other feedback, and the next one is another one
    asAdmin()
        .get(feedbackOf(item.of()))
        .then()
        .body("data", hasSize(1))
        .body("data[0].response.total", equalTo(7));
    assertThat(queue.get("anna")).isNotEqualTo(item);
    queue
        .act(item.id(), "complete", "anna", "rating", 1)
        .statusCode(409)
        .body("detail", containsString("reopen"));
    lab.all(
        "update review_items set settled_at = settled_at - interval '1 day' where id = $1",
        item.id());
    queue.show().body("progress.done", equalTo(1)).body("progress.done_today", equalTo(0));
  }

  @Test
  void shouldCompleteOnceUnderAKey() {
    // Given
    queueOf(1);
    Queue.Got item = queue.get("anna");
    Map<String, Object> body = Map.of("by", "anna", "rating", 2);
    String path = queue.path() + "/items/" + item.id() + "/complete";

    // When / Then the second is no conflict, and no other feedback
    String first = null;
    for (int i = 0; i < 2; i++) {
      String feedback =
          asAdmin()
              .header(Idempotency.HEADER, item.id().toString())
              .body(body)
              .post(path)
              .then()
              .statusCode(200)
              .extract()
              .path("feedback.id");
      assertThat(first == null || first.equals(feedback)).isTrue();
      first = feedback;
    }
    asAdmin().get(feedbackOf(item.of()) + "&history=true").then().body("data", hasSize(1));
  }

  @Test
  void shouldSayWhatIsWrongWithWhatIsSaid() {
    queueOf(1);
    UUID item = queue.get("anna").id();
    queue.act(item, "complete", "anna").statusCode(422).body("detail", containsString("nothing"));
    queue
        .act(item, "complete", "anna", "response", "text")
        .statusCode(422)
        .body("violations.field", hasItem("response"));
    queue.act(item, "complete", "anna", "rating", "good").statusCode(422);
    queue
        .act(item, "complete", " ", "rating", 1)
        .statusCode(422)
        .body("violations.field", hasItem("by"));
    queue.act(item, "skip", "anna", "reason", "x".repeat(2_001)).statusCode(422);
    asAdmin().body(Map.of()).post(queue.path() + "/next").then().statusCode(422);
    queue.next("x".repeat(81)).statusCode(422).body("detail", containsString("80"));
    queue.act(UUID.randomUUID(), "skip", "anna").statusCode(404);
    // None of it ended the lease
    queue.show().body("progress.leased", equalTo(1));
  }

  @Test
  void shouldHoldACorrectionAgainstTheSchema() {
    // Given
    saveSkill("type", "object", "properties", Map.of("total", Map.of("type", "number")));
    queueOf(1);
    UUID item = queue.get("anna").id();

    // When
    queue
        .act(item, "complete", "anna", "response", Map.of("total", "seven"))
        .statusCode(422)
        .body("violations.field", contains("response.total"))
        .body("detail", containsString("accept_invalid"));

    // Then nothing was said, until it is wanted
    asAdmin().get(feedbackOf("r0")).then().body("data", empty());
    queue
        .act(item, "complete", "anna", "response", Map.of("total", "seven"), "accept_invalid", true)
        .statusCode(200)
        .body("feedback.response.total", equalTo("seven"));
  }

  @Test
  void shouldUndoWhatTheSamePersonDid() {
    // Given
    queueOf(1);
    Queue.Got item = queue.get("anna");
    queue.act(item.id(), "complete", "anna", "rating", 1).statusCode(200);

    // When
    queue.act(item.id(), "reopen", "berta").statusCode(409).body("detail", containsString("anna"));
    queue
        .act(item.id(), "reopen", "anna")
        .statusCode(200)
        .body("item.status", equalTo("leased"))
        .body("item.record.id", equalTo(production.skill() + "-r0"))
        .body("item.feedback.rating", contains(1.0f))
        .body("progress.done", equalTo(0))
        .body("progress.leased", equalTo(1));
    queue.act(item.id(), "reopen", "anna").statusCode(409);

    // Then what is said now takes the place of what was said
    queue.act(item.id(), "complete", "anna", "rating", 5).statusCode(200);
    asAdmin().get(feedbackOf("r0")).then().body("data.rating", contains(5.0f));
    asAdmin().get(feedbackOf("r0") + "&history=true").then().body("data.rating", contains(5f, 1f));
    // What was skipped can be had again, too
    queue.act(item.id(), "reopen", "anna").statusCode(200);
    queue.act(item.id(), "skip", "anna", "reason", "no idea").statusCode(200);
    queue
        .act(item.id(), "reopen", "anna")
        .statusCode(200)
        .body("item.reason", nullValue())
        .body("item.settled_at", nullValue());
  }
}
