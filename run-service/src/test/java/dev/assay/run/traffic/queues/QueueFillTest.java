package dev.assay.run.traffic.queues;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What comes into queues, and what does not. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class QueueFillTest {
  @Inject Lab lab;
  private final Production production = new Production();
  private final Queue queue = new Queue(production);

  private String id(String name) {
    return production.skill() + "-" + name;
  }

  private void log(String... names) {
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      records.add(production.request(names[i], i, Map.of("total", i)));
    }
    production.log("requests", records.toArray()).statusCode(200);
  }

  private void filled(int added, int known) {
    queue.fill().statusCode(200).body("added", equalTo(added)).body("known", equalTo(known));
  }

  private List<String> ids() {
    return asAdmin().get(queue.path() + "/items?limit=500").then().extract().path("data.entity_id");
  }

  @Test
  void shouldLetEachRecordInOnce() {
    // Given
    log("a", "b");
    queue.make("kind", "all").statusCode(201);
    filled(2, 0);

    // When
    log("c");

    // Then the newest of a filling stands first, and what comes later behind it
    filled(1, 2);
    filled(0, 3);
    assertThat(ids()).containsExactly(id("b"), id("a"), id("c"));
  }

  @Test
  void shouldLetNobodyInTwiceWhenManyFillAtOnce() throws Exception {
    // Given
    String[] names = new String[40];
    for (int i = 0; i < names.length; i++) {
      names[i] = "r" + i;
    }
    log(names);
    queue.make("kind", "all").statusCode(201);

    // When
    ExecutorService people = Executors.newFixedThreadPool(8);
    List<Future<Integer>> fills = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      fills.add(people.submit(() -> queue.fill().statusCode(200).extract().path("added")));
    }
    int added = 0;
    for (Future<Integer> fill : fills) {
      added += fill.get();
    }
    people.shutdown();

    // Then
    assertThat(added).isEqualTo(40);
    assertThat(ids()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void shouldTakeWhatTheFilterLetsThrough() {
    // Given
    log("a");
    Map<String, Object> failed = production.request("failed", 2, null);
    failed.put("error", "timeout");
    Map<String, Object> execution = production.request("execution", 3, Map.of("total", 3));
    production.log("requests", failed).statusCode(200);
    production.log("executions", execution).statusCode(200);
    new Production().log("requests", new Production().request("other", 1, Map.of("total", 1)));
    Map<String, Object> body = queue.body("kind", "all");
    body.put("filter", Map.of("skill", production.skill(), "status", "completed"));
    body.put("kinds", List.of("request"));
    asAdmin().body(body).post("/v1/queues").then().statusCode(201);

    // When / Then
    filled(1, 0);
    assertThat(ids()).containsExactly(id("a"));
  }

  @Test
  void shouldTakeWhatNobodySpokeOf() {
    // Given
    log("spoken", "silent", "inferred");
    production.say("spoken", "label", "right");
    production.say("inferred", "notes", "of a model");
    lab.all("update feedback set inferred = true where entity_id = $1", id("inferred"));
    queue.make("kind", "unlabelled").statusCode(201);

    // When / Then what a model said is nobody's
    filled(2, 0);
    assertThat(ids()).containsExactlyInAnyOrder(id("silent"), id("inferred"));
  }

  @Test
  void shouldSampleSoManyADay() {
    // Given
    log("a", "b", "c", "d", "e");
    queue.make("kind", "sample", "per_day", 2).statusCode(201);

    // When
    filled(2, 0);

    // Then there is no room for more today, and there is tomorrow
    filled(0, 2);
    queue.act(queue.get("anna").id(), "skip", "anna").statusCode(200);
    queue.act(queue.get("anna").id(), "skip", "anna").statusCode(200);
    queue.next("anna").body("item", equalTo(null));
    lab.all(
        "update review_items set added_at = added_at - interval '1 day' where queue_id ="
            + " (select id from review_queues where name = $1)",
        queue.name());
    queue.next("anna").statusCode(200).body("progress.total", equalTo(4));
    assertThat(ids()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void shouldPutWhatSomebodySpokeOfBehind() {
    // Given two of which the newer one would be first
    log("older", "newer");
    production.say("newer", "rating", 1);
    queue.make("kind", "all").statusCode(201);
    filled(2, 0);

    // When / Then
    Queue.Got first = queue.get("anna");
    assertThat(first.of()).isEqualTo("older");
    // And so it is with what somebody speaks of later, from the next filling on
    queue.act(first.id(), "release", "anna").statusCode(200);
    production.say("older", "rating", 1);
    lab.all("delete from feedback where entity_id = $1", id("newer"));
    filled(0, 2);
    assertThat(queue.get("anna").of()).isEqualTo("newer");
  }

  @Test
  void shouldListItemsByStatusInPages() {
    // Given
    log("a", "b", "c");
    queue.make("kind", "all").statusCode(201);
    filled(3, 0);
    queue.act(queue.get("anna").id(), "skip", "anna", "reason", "no idea").statusCode(200);
    queue.get("berta");

    // When / Then
    Map<String, List<String>> of = new HashMap<>();
    for (String status : List.of("open", "leased", "done", "skipped")) {
      of.put(
          status,
          asAdmin()
              .get(queue.path() + "/items?status=" + status)
              .then()
              .statusCode(200)
              .extract()
              .path("data.entity_id"));
    }
    assertThat(of.get("open")).containsExactly(id("a"));
    assertThat(of.get("leased")).containsExactly(id("b"));
    assertThat(of.get("done")).isEmpty();
    assertThat(of.get("skipped")).containsExactly(id("c"));
    asAdmin().get(queue.path() + "/items?status=lost").then().statusCode(400);
    String cursor =
        asAdmin()
            .get(queue.path() + "/items?limit=2")
            .then()
            .body("data", hasSize(2))
            .body("data.position", contains(1, 2))
            .extract()
            .path("next_cursor");
    asAdmin()
        .get(queue.path() + "/items?limit=2&cursor=" + cursor)
        .then()
        .body("data.position", containsInAnyOrder(3))
        .body("next_cursor", equalTo(null));
  }
}
