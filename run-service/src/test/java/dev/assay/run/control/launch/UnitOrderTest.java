package dev.assay.run.control.launch;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order the units of a run are handed out, and which items a limit keeps. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class UnitOrderTest {
  private static final String UNITS =
      """
      select u.n, u.repeat, i.item_id, i.section from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      where u.run_id = $1 order by u.n
      """;

  @Inject Lab lab;
  @Beside FakeScoring scoring;
  private String dataset;

  @BeforeEach
  void start() {
    dataset = unique("sections");
    // 80 of one section, 20 of another: one in five of any prefix should be of the second.
    List<Map<String, Object>> items =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    Map.<String, Object>of(
                        "id",
                        "item-" + i,
                        "input",
                        "q",
                        "expected",
                        "a",
                        "section",
                        i < 80 ? "large" : "small"))
            .toList();
    Map<String, Object> launch = launch("position", 1);
    launch.put("dataset", Map.of("name", dataset, "items", items));
    lab.launch(launch);
  }

  private Map<String, Object> launch(String order, long seed) {
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("dataset", dataset);
    launch.put("order", order);
    launch.put("seed", seed);
    return launch;
  }

  private List<Row> units(Map<String, Object> launch) {
    UUID run = lab.launch(launch);
    return lab.all(UNITS, run);
  }

  private static List<String> ids(List<Row> units) {
    return units.stream().map(row -> row.getString("item_id")).toList();
  }

  private static long ofSection(List<Row> units, String section) {
    return units.stream().filter(row -> section.equals(row.getString("section"))).count();
  }

  @Test
  void shouldSpreadEverySectionEvenlyOverEveryPrefix() {
    // When
    List<Row> units = units(launch("stratified", 3));

    // Then
    assertThat(units).hasSize(100);
    for (int prefix = 10; prefix <= 100; prefix += 5) {
      double fair = prefix / 5.0;
      assertThat((double) ofSection(units.subList(0, prefix), "small"))
          .isBetween(fair - 1, fair + 1);
    }
  }

  @Test
  void shouldKeepTheOrderOfASeed() {
    // When
    List<String> one = ids(units(launch("stratified", 3)));
    List<String> again = ids(units(launch("stratified", 3)));
    List<String> other = ids(units(launch("stratified", 4)));

    // Then
    assertThat(again).isEqualTo(one);
    assertThat(other).isNotEqualTo(one).containsExactlyInAnyOrderElementsOf(one);
  }

  @Test
  void shouldShuffleBySeedInRandomOrder() {
    // When
    List<String> one = ids(units(launch("random", 3)));
    List<String> again = ids(units(launch("random", 3)));

    // Then
    assertThat(again).isEqualTo(one);
    assertThat(one).isNotEqualTo(ids(units(launch("position", 3))));
  }

  @Test
  void shouldKeepTheOrderOfTheDatasetByPosition() {
    assertThat(ids(units(launch("position", 9))))
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "item-" + i).toList());
  }

  @Test
  void shouldKeepAFairPartWhenLimited() {
    // Given
    Map<String, Object> launch = launch("stratified", 3);
    launch.put("dataset", Map.of("name", dataset, "limit", 20));

    // When
    List<Row> units = units(launch);

    // Then
    assertThat(units).hasSize(20);
    assertThat(ofSection(units, "small")).isBetween(3L, 5L);
    assertThat(ids(units)).isEqualTo(ids(units(launch("stratified", 3))).subList(0, 20));
  }

  @Test
  void shouldKeepTheSectionsAskedForOnly() {
    // Given
    Map<String, Object> launch = launch("stratified", 3);
    launch.put("dataset", Map.of("name", dataset, "sections", List.of("small")));

    // When
    List<Row> units = units(launch);

    // Then
    assertThat(units).hasSize(20);
    assertThat(ofSection(units, "small")).isEqualTo(20);
  }

  @Test
  void shouldNameTheSectionsThatThereAreWhereNoneIsMeant() {
    Map<String, Object> launch = launch("stratified", 3);
    launch.put("dataset", Map.of("name", dataset, "sections", List.of("smal")));

    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .body("code", equalTo("EMPTY_DATASET"))
        .body("detail", containsString("(smal); there are: large, small. Did you mean small?"));
  }

  @Test
  void shouldMakeAUnitForEveryRepeatOfEveryItem() {
    // Given
    Map<String, Object> launch = launch("stratified", 3);
    launch.put("dataset", Map.of("name", dataset, "limit", 10));
    launch.put("repeats", 3);

    // When
    List<Row> units = units(launch);

    // Then
    assertThat(units).hasSize(30);
    Map<String, HashSet<Integer>> repeats = new HashMap<>();
    units.forEach(
        row ->
            repeats
                .computeIfAbsent(row.getString("item_id"), id -> new HashSet<>())
                .add(row.getInteger("repeat")));
    assertThat(repeats).hasSize(10);
    assertThat(repeats.values()).allSatisfy(each -> assertThat(each).containsExactly(0, 1, 2));
    assertThat(units.stream().map(row -> row.getInteger("n")))
        .containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
  }
}
