package dev.assay.run.traffic.queues;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Queues in which nothing is open, asked again and again. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RefillTest {
  @Inject Lab lab;
  @Inject Db db;
  private final Production production = new Production();
  private final Queue queue = new Queue(production);

  private void log(String name) {
    production.log("requests", production.request(name, 1, Map.of("total", 1))).statusCode(200);
  }

  /** It came long before the last filling, which passed it over. */
  private void aged(String name) {
    lab.all(
        "update traffic set received_at = received_at - interval '2 hours' where id = $1",
        production.skill() + "-" + name);
  }

  private ValidatableResponse nothing() {
    return queue.next("anna").statusCode(200).body("item", nullValue());
  }

  private String filledAt() {
    return queue.show().extract().path("filled_at");
  }

  @Test
  void shouldNotBeFilledAgainAMomentAfterNothingWasFound() {
    // Given
    queue.make("kind", "all").statusCode(201).body("filled_at", nullValue());
    nothing().body("filled_at", notNullValue());
    queue.justAfterItWasFilled(lab);
    String last = filledAt();

    // When / Then however often it is asked, and whatever has come
    log("late");
    nothing().body("filled_at", equalTo(last));
    nothing().body("filled_at", equalTo(last));

    // But the next filling sees it
    queue.anHourAfterItWasFilled(lab);
    queue.anHourAfterItWasFilled(lab);
    assertThat(queue.get("anna").of()).isEqualTo("late");
  }

  @Test
  void shouldBeFilledAtOnceWhereSomethingWasFound() {
    // Given
    log("first");
    queue.make("kind", "all").statusCode(201);
    queue.act(queue.get("anna").id(), "skip", "anna").statusCode(200);
    queue.justAfterItWasFilled(lab);

    // When
    log("second");

    // Then
    assertThat(queue.get("anna").of()).isEqualTo("second");
  }

  @Test
  void shouldLookAtWhatCameSinceOnly() {
    // Given a queue that has looked at all there was, and a record that it cannot have passed over
    queue.make("kind", "unlabelled").statusCode(201);
    nothing();
    log("old");
    aged("old");
    queue.anHourAfterItWasFilled(lab);

    // When / Then
    nothing();
    queue.anHourAfterItWasFilled(lab);
    log("new");
    assertThat(queue.get("anna").of()).isEqualTo("new");
    queue.show().body("progress.total", equalTo(1));
  }

  @Test
  void shouldLookAtAllThereIsFromTimeToTimeAndWhenItIsAsked() {
    // Given a record of which somebody took back what he said
    log("spoken");
    production.say("spoken", "rating", 1).statusCode(200);
    aged("spoken");
    queue.make("kind", "unlabelled").statusCode(201);
    nothing();
    String said =
        asAdmin()
            .get("/v1/feedback?entity_type=request&entity_id=" + production.skill() + "-spoken")
            .then()
            .extract()
            .path("data[0].id");
    asAdmin().delete("/v1/feedback/" + said).then().statusCode(204);
    queue.anHourAfterItWasFilled(lab);
    nothing();

    // When
    queue.anHourAfterItWasFilled(lab);
    queue.anHourAfterAllWasLookedAt(lab);

    // Then
    assertThat(queue.get("anna").of()).isEqualTo("spoken");
    log("other");
    aged("other");
    queue.fill().statusCode(200).body("added", equalTo(1)).body("known", equalTo(1));
  }

  @Test
  void shouldSeeWhatWasCompletedSince() {
    // Given a record that came long ago without an answer
    Map<String, Object> record = production.request("slow", 1, null);
    record.put("status", "incomplete");
    production.log("requests", record).statusCode(200);
    aged("slow");
    Map<String, Object> body = queue.body("kind", "all");
    body.put("filter", Map.of("skill", production.skill(), "status", "completed"));
    asAdmin().body(body).post("/v1/queues").then().statusCode(201);
    nothing();
    queue.anHourAfterItWasFilled(lab);

    // When
    Map<String, Object> completed = new HashMap<>(record);
    completed.put("status", "completed");
    completed.put("response", Map.of("total", 1));
    production.log("requests", completed).statusCode(200);

    // Then
    assertThat(queue.get("anna").of()).isEqualTo("slow");
  }

  @Test
  void shouldLookAtAllThereIsWhenItWasChanged() {
    // Given
    Map<String, Object> body = queue.body("kind", "all");
    body.put("kinds", List.of("agent_execution"));
    asAdmin().body(body).post("/v1/queues").then().statusCode(201);
    log("request");
    aged("request");
    nothing();

    // When
    asAdmin().body(Map.of("kinds", List.of("request"))).patch(queue.path()).then().statusCode(200);

    // Then at once
    assertThat(queue.get("anna").of()).isEqualTo("request");
  }

  @Test
  void shouldGoOnWhereThereWasNoRoom() {
    // Given a sample that leaves one for another day
    log("one");
    log("other");
    aged("one");
    aged("other");
    queue.make("kind", "sample", "per_day", 1).statusCode(201);
    queue.act(queue.get("anna").id(), "skip", "anna").statusCode(200);
    nothing();

    // When
    lab.all(
        "update review_items set added_at = added_at - interval '1 day' where queue_id ="
            + " (select id from review_queues where name = $1)",
        queue.name());

    // Then
    queue.get("anna");
    queue.show().body("progress.total", equalTo(2));
  }

  @Test
  void shouldNotBeFilledByTwoAtOnce() throws Exception {
    // Given somebody who is filling it
    log("late");
    queue.make("kind", "all").statusCode(201);
    CompletableFuture<Void> filling = new CompletableFuture<>();
    CompletableFuture<Void> filled = new CompletableFuture<>();
    CompletableFuture<?> other =
        db.inTransaction(
                tx ->
                    Db.query(
                            tx,
                            "update review_queues set filled_at = now(), found = 1 where name = $1"
                                + " returning id",
                            queue.name())
                        .invoke(rows -> filling.complete(null))
                        .flatMap(rows -> Uni.createFrom().completionStage(filled)))
            .subscribeAsCompletionStage();
    filling.join();

    // When another one asks meanwhile
    CompletableFuture<ValidatableResponse> asked = CompletableFuture.supplyAsync(this::nothing);
    try {
      await()
          .atMost(Lab.LONG)
          .until(
              () ->
                  lab.one(
                              "select count(*)::int as n from pg_locks w where not w.granted and exists ("
                                  + "select from pg_locks h where h.pid = w.pid"
                                  + " and h.relation = 'review_queues'::regclass)")
                          .getInteger("n")
                      > 0);
    } finally {
      filled.complete(null);
      other.join();
    }

    // Then he takes what that found, which is nothing here, and looks for nothing himself
    asked.get(Lab.LONG.toSeconds(), TimeUnit.SECONDS).body("progress.total", equalTo(0));
  }
}
