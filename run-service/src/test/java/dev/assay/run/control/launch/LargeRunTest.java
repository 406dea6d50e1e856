package dev.assay.run.control.launch;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LargeRunTest {
  private static final int ITEMS = 100_000;

  @Inject Lab lab;

  @Test
  void shouldMakeAndCancelARunOverAHundredThousandItems() {
    // Given
    FakeScoring scoring = FakeScoring.start();
    String dataset = dataset();
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("dataset", dataset);
    launch.put("order", "stratified");
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));

    // When
    UUID run = lab.launch(launch);
    lab.act(run, "cancel");

    // Then
    assertThat(lab.show(run).getInt("counts.total")).isEqualTo(ITEMS);
    assertThat(lab.show(run).getInt("counts.cancelled")).isEqualTo(ITEMS);
    lab.holds(run);
    // In bulk: what is told of it does not grow with its items
    assertThat(count("units", run)).isEqualTo(ITEMS);
    assertThat(count("events", run)).isLessThan(ITEMS / 100);
    scoring.close();
  }

  @Test
  void shouldSearchALargeRunPageByPage() {
    // Given a run in which two items far apart hold a text
    FakeScoring scoring = FakeScoring.start();
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("dataset", dataset());
    UUID run = lab.launch(launch);
    String path = "/v1/runs/" + run + "/items?q=item-77";

    for (String order : List.of("position", "-position")) {
      // When every page is read
      List<String> found = new ArrayList<>();
      String cursor = null;
      int pages = 0;
      do {
        JsonPath page =
            asAdmin()
                .get(path + "777&order=" + order + (cursor == null ? "" : "&cursor=" + cursor))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        found.addAll(page.getList("data.item_id"));
        cursor = page.getString("next_cursor");
        pages++;
      } while (cursor != null && pages < 100);

      // Then each looked at its part of the run, and all of it was looked at
      assertThat(found).containsExactly("item-77777");
      assertThat(pages).isBetween(20, 21);
    }
    asAdmin().get(path + "&order=score").then().statusCode(422);
    lab.act(run, "cancel");
    scoring.close();
  }

  private long count(String table, UUID run) {
    return lab.one("select count(*) as n from " + table + " where run_id = $1", run).getLong("n");
  }

  private String dataset() {
    String name = unique("large");
    UUID dataset = Ids.next();
    UUID version = Ids.next();
    lab.all(
        "insert into datasets (id, workspace_id, name, latest_version)"
            + " select $1, id, $2, 1 from workspaces where name = 'default'",
        dataset,
        name);
    lab.all(
        "insert into dataset_versions (id, dataset_id, version, sha256, item_count)"
            + " values ($1, $2, 1, 'x', $3)",
        version,
        dataset,
        ITEMS);
    lab.all(
        "insert into items (dataset_version_id, position, item_id, section, body)"
            + " select $1, i, 'item-' || i, 's' || (i % 7), '{\"input\":\"q\",\"expected\":\"a\"}'"
            + " from generate_series(0, $2 - 1) i",
        version, ITEMS);
    return name;
  }
}
