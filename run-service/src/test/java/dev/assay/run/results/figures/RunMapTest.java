package dev.assay.run.results.figures;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The grid of a run begins with its map and goes on by its events. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunMapTest {
  private static final String SETTLED =
      "select seq, data from events where run_id = $1 and seq > $2 and type = 'items.settled'"
          + " order by seq";
  private static final Map<String, String> LETTERS =
      Map.of("passed", "p", "failed", "f", "error", "e", "skipped", "s", "cancelled", "c");
  private static final Map<Character, String> COUNTED =
      Map.of(
          '.',
          "pending",
          'o',
          "in_flight",
          'a',
          "answered",
          'p',
          "passed",
          'f',
          "failed",
          'e',
          "errored",
          's',
          "skipped",
          'c',
          "cancelled");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void end() {
    worker.release();
    lab.quiet();
  }

  private static JsonNode map(UUID run) {
    return asAdmin()
        .get("/v1/runs/{id}/map", run)
        .then()
        .statusCode(200)
        .extract()
        .as(JsonNode.class);
  }

  private static void agrees(JsonNode map) {
    String letters = map.path("letters").asText();
    assertThat(letters).hasSize(map.path("total").asInt());
    COUNTED.forEach(
        (letter, name) ->
            assertThat(letters.chars().filter(c -> c == letter).count())
                .as(name)
                .isEqualTo(map.at("/counts/" + name).asLong()));
  }

  /** Where the letter of each unit stands, by the bands. */
  private static Map<List<Integer>, Integer> places(JsonNode map) {
    Map<List<Integer>, Integer> places = new HashMap<>();
    for (JsonNode band : map.path("sections")) {
      for (int position = band.path("from").asInt();
          position <= band.path("to").asInt();
          position++) {
        for (int repeat = 0; repeat < map.path("repeats").asInt(); repeat++) {
          places.put(List.of(position, repeat), places.size());
        }
      }
    }
    return places;
  }

  private String applied(JsonNode map, UUID run) throws JsonProcessingException {
    StringBuilder letters = new StringBuilder(map.path("letters").asText());
    Map<List<Integer>, Integer> places = places(map);
    assertThat(places).hasSize(letters.length());
    for (Row event : lab.all(SETTLED, run, map.path("seq").asLong())) {
      for (JsonNode item : Json.mapper().readTree(event.getString("data")).path("items")) {
        int at = places.get(List.of(item.path("position").asInt(), item.path("repeat").asInt()));
        // What has settled by the map is not told again after it.
        assertThat(".oa").contains(letters.substring(at, at + 1));
        letters.replace(at, at + 1, LETTERS.get(item.path("status").asText()));
      }
    }
    return letters.toString();
  }

  @Test
  void shouldGoOnByWhatSettlesAfterIt() throws JsonProcessingException {
    // Given a run of which some units have settled, and the worker keeps others
    worker.holding(call -> call.unit().n() % 3 == 0);
    Map<String, Object> launch = Lab.launchOf(20);
    launch.put("repeats", 2);
    launch.put("concurrency", 40);
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> map(run).at("/counts/passed").asInt() >= 5);

    // When its map is read under way, and again at its end
    JsonNode underWay = map(run);
    agrees(underWay);
    worker.release();
    lab.awaitEnd(run);
    JsonNode atTheEnd = map(run);

    // Then the events after the first lead to the second
    agrees(atTheEnd);
    assertThat(underWay.path("letters").asText()).contains("p").containsAnyOf("o", ".", "a");
    assertThat(atTheEnd.path("seq").asLong()).isGreaterThan(underWay.path("seq").asLong());
    assertThat(applied(underWay, run)).isEqualTo(atTheEnd.path("letters").asText());
    assertThat(applied(atTheEnd, run)).isEqualTo(atTheEnd.path("letters").asText());
  }

  @Test
  void shouldAgreeWithTheCountsAtEveryMoment() {
    // Given
    Map<String, Object> launch = Lab.launchOf(200);
    launch.put("concurrency", 20);
    UUID run = lab.launch(launch);

    // Then
    await()
        .atMost(Lab.LONG)
        .until(
            () -> {
              JsonNode map = map(run);
              agrees(map);
              return map.at("/counts/passed").asInt() == 200;
            });
  }

  @Test
  void shouldBandSectionsByItemsThatFollowEachOther() {
    // Given items of two sections, of none, and of the first again
    List<Map<String, Object>> items = new ArrayList<>();
    for (String section : List.of("a", "a", "b", "", "", "a")) {
      Map<String, Object> item = new HashMap<>();
      item.put("input", "q" + items.size());
      item.put("expected", "x");
      if (!section.isEmpty()) {
        item.put("section", section);
      }
      items.add(item);
    }
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("dataset", Map.of("name", TestApi.unique("banded"), "items", items));

    // When
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    JsonNode map = map(run);

    // Then
    assertThat(map.path("sections").toString())
        .isEqualTo(
            "[{\"name\":\"a\",\"from\":1,\"to\":2},{\"name\":\"b\",\"from\":3,\"to\":3},"
                + "{\"name\":null,\"from\":4,\"to\":5},{\"name\":\"a\",\"from\":6,\"to\":6}]");
    agrees(map);
  }

  @Test
  void shouldPlaceTheItemsOfAPartOfADataset() {
    // Given a run over some items that do not follow each other
    Map<String, Object> launch = Lab.launchOf(40);
    launch.put("order", "random");
    launch.put("seed", 7);
    Map<String, Object> dataset = new HashMap<>(dataset(launch));
    dataset.put("limit", 9);
    launch.put("dataset", dataset);

    // When
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    JsonNode map = map(run);

    // Then every letter has its item
    assertThat(places(map)).hasSize(9);
    assertThat(places(map).keySet().stream().map(place -> place.get(0)).sorted().toList())
        .isEqualTo(
            lab.all("select position from units where run_id = $1 order by position", run).stream()
                .map(row -> row.getInteger("position"))
                .toList());
  }

  @Test
  void shouldNameNoBandsWhereThereWouldBeVeryMany() {
    // Given a run whose items are of two sections in turn
    UUID run = lab.launch(Lab.launchOf(1));
    lab.awaitEnd(run);
    lab.all(
        "insert into items (dataset_version_id, position, item_id, section, body)"
            + " select (select dataset_version_id from runs where id = $1), p, 'i' || p,"
            + " 's' || p % 2, '{\"input\": \"q\"}' from generate_series(2, $2::int) p",
        run, MapQuery.MOST_NAMED + 1);
    lab.all(
        "insert into units (run_id, n, position, repeat, status, generation)"
            + " select $1::uuid, p - 1, p, 0, 'passed', 1 from generate_series(2, $2::int) p",
        run,
        MapQuery.MOST_NAMED + 1);

    // When
    JsonNode sections = map(run).path("sections");

    // Then each letter has its place all the same
    assertThat(sections).hasSize(1);
    assertThat(sections.at("/0/name").isNull()).isTrue();
    assertThat(sections.at("/0/from").asInt()).isEqualTo(1);
    assertThat(sections.at("/0/to").asInt()).isEqualTo(MapQuery.MOST_NAMED + 1);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> dataset(Map<String, Object> launch) {
    return (Map<String, Object>) launch.get("dataset");
  }
}
