package dev.assay.run.traffic.queues.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Queue;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many people look through a queue at once: nobody gets what another one has. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ManyReviewersTest {
  private static final int RECORDS = 60;
  private static final int PEOPLE = 12;

  @Inject Lab lab;
  private final Production production = new Production();
  private final Queue queue = new Queue(production);
  private final ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void logAll() {
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(production.request("r" + i, i % 60, Map.of("total", i)));
    }
    production.log("requests", records.toArray()).statusCode(200);
  }

  private <T> List<T> all(List<Callable<T>> work) throws Exception {
    List<T> done = new ArrayList<>();
    for (Future<T> one : threads.invokeAll(work)) {
      done.add(one.get());
    }
    return done;
  }

  /** What one person gets until nothing is left. */
  private List<String> workThrough(String person) {
    List<String> mine = new ArrayList<>();
    while (true) {
      JsonPath next = queue.next(person).statusCode(200).extract().jsonPath();
      if (next.get("item") == null) {
        return mine;
      }
      String item = next.getString("item.id");
      queue.act(UUID.fromString(item), "complete", person, "rating", 1).statusCode(200);
      mine.add(item);
    }
  }

  @Test
  void shouldNeverGiveTwoPeopleTheSame() throws Exception {
    // Given a queue that nobody has filled yet
    logAll();
    queue.make("kind", "all").statusCode(201);

    // When
    List<Callable<List<String>>> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String person = "person " + i;
      people.add(() -> workThrough(person));
    }
    List<String> done = new ArrayList<>();
    all(people).forEach(done::addAll);

    // Then each was done once, by one, and said of once
    assertThat(done).hasSize(RECORDS).doesNotHaveDuplicates();
    queue.show().body("progress.total", equalTo(RECORDS)).body("progress.done", equalTo(RECORDS));
    assertThat(
            lab.one(
                    "select count(*)::int as n, count(distinct entity_id)::int as entities from"
                        + " feedback where identifier like $1",
                    "queue:" + queue.name() + ":%")
                .getInteger("n"))
        .isEqualTo(RECORDS);
  }

  @Test
  void shouldGiveEachTheirOwnWhenAllAskAtOnce() throws Exception {
    // Given
    logAll();
    queue.make("kind", "all").statusCode(201);
    queue.fill().statusCode(200);

    // When each asks several times at once, as a page that is reloaded does
    List<Callable<String>> asks = new ArrayList<>();
    for (int i = 0; i < 4 * PEOPLE; i++) {
      String person = "person " + i % PEOPLE;
      asks.add(() -> person + " " + queue.get(person).id());
    }
    Set<String> got = new HashSet<>(all(asks));

    // Then everybody has one, and it is nobody else's
    assertThat(got).hasSize(PEOPLE);
    assertThat(got.stream().map(one -> one.substring(one.lastIndexOf(' '))).distinct())
        .hasSize(PEOPLE);
    queue.show().body("progress.leased", equalTo(PEOPLE));
  }

  @Test
  void shouldTakeWhatRanOutOnceOnly() throws Exception {
    // Given as many items as people, all of which somebody let run out
    logAll();
    queue.make("kind", "sample", "per_day", PEOPLE).statusCode(201);
    for (int i = 0; i < PEOPLE; i++) {
      queue.get("absent " + i);
    }
    lab.all(
        "update review_items set leased_until = now() - interval '1 second' where queue_id ="
            + " (select id from review_queues where name = $1)",
        queue.name());

    // When
    List<Callable<String>> asks = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String person = "person " + i;
      asks.add(() -> queue.get(person).id().toString());
    }

    // Then
    assertThat(all(asks)).doesNotHaveDuplicates();
    queue.show().body("progress.total", equalTo(PEOPLE)).body("progress.open", equalTo(0));
  }
}
