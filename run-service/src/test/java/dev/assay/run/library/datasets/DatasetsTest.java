package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.TestDatasets.JSONL;
import static dev.assay.run.library.datasets.TestDatasets.make;
import static dev.assay.run.library.datasets.TestDatasets.upload;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class DatasetsTest {
  private static final String TWO =
      "{\"id\":\"a\",\"input\":\"1\",\"section\":\"s\"}\n{\"id\":\"b\",\"input\":\"2\"}\n";

  @Test
  void shouldMakeChangeAndDeleteADataset() {
    // Given
    String name = unique("dataset");

    // When / Then
    asAdmin()
        .body(Map.of("name", name, "description", "first", "tags", List.of("x")))
        .post("/v1/datasets")
        .then()
        .statusCode(201)
        .header("Location", equalTo("/v1/datasets/" + name))
        .body("latest_version", equalTo(0));
    asAdmin()
        .body(Map.of("description", "second"))
        .patch("/v1/datasets/" + name)
        .then()
        .statusCode(200)
        .body("description", equalTo("second"))
        .body("tags", equalTo(List.of("x")));
    asAdmin().get("/v1/datasets?limit=500&tag=x").then().body("data.name", hasItem(name));
    asAdmin().delete("/v1/datasets/" + name).then().statusCode(204);
    asAdmin().get("/v1/datasets/" + name).then().statusCode(404);
  }

  @Test
  void shouldAnswerTheSameForTheSameIdempotencyKey() {
    // Given
    Map<String, String> body = Map.of("name", unique("dataset"));
    String key = unique("key");

    // When
    String first =
        asAdmin().header("Idempotency-Key", key).body(body).post("/v1/datasets").asString();

    // Then
    asAdmin()
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/datasets")
        .then()
        .statusCode(201)
        .header("Location", notNullValue())
        .body(equalTo(first));
    asAdmin()
        .header("Idempotency-Key", key)
        .body(Map.of("name", unique("other")))
        .post("/v1/datasets")
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_MISMATCH"));
    asAdmin()
        .body(body)
        .post("/v1/datasets")
        .then()
        .statusCode(409)
        .body("code", equalTo("CONFLICT"));
  }

  @Test
  void shouldMakeAVersionOncePerContent() {
    // Given
    String name = make();

    // When
    upload(name, JSONL, TWO)
        .statusCode(201)
        .header("Location", equalTo("/v1/datasets/" + name + "/versions/1"))
        .body("version", equalTo(1))
        .body("item_count", equalTo(2))
        .body("sections", equalTo(Map.of("s", 1)))
        .body("sha256", notNullValue());

    // Then
    upload(name, JSONL, TWO.replace("\"input\":\"1\"", "\"input\" : \"1\""))
        .statusCode(200)
        .body("version", equalTo(1));
    upload(name, JSONL, TWO + "{\"id\":\"c\",\"input\":\"3\"}")
        .statusCode(201)
        .body("version", equalTo(2));
    asAdmin()
        .get("/v1/datasets/" + name + "/versions")
        .then()
        .body("data.version", equalTo(List.of(2, 1)));
    asAdmin().get("/v1/datasets/" + name + "/versions/latest").then().body("version", equalTo(2));
  }

  @Test
  void shouldPageThroughItems() {
    // Given
    String name = make();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      lines.append("{\"input\":\"q").append(i).append("\"}\n");
    }
    upload(name, JSONL, lines.toString()).statusCode(201);

    // When
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      var page =
          asAdmin()
              .get("/v1/datasets/" + name + "/versions/1/items?limit=10&cursor=" + cursor)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("data.id"));
      cursor = page.getString("next_cursor");
    }

    // Then
    assertThat(seen).hasSize(25).doesNotHaveDuplicates().first().isEqualTo("item-000001");
    assertThat(seen).isSorted();
  }

  @Test
  void shouldFindItemsBySectionAndText() {
    // Given
    String name = make();
    upload(name, JSONL, TWO + "{\"id\":\"c\",\"input\":\"say \\\"100%\\\" é\"}").statusCode(201);
    String items = "/v1/datasets/" + name + "/versions/1/items";

    // When / Then
    asAdmin().get(items + "?section=s").then().body("data.id", equalTo(List.of("a")));
    asAdmin()
        .queryParam("q", "\"100%\" é")
        .get(items)
        .then()
        .body("data.id", equalTo(List.of("c")));
    asAdmin().queryParam("q", "%").get(items).then().body("data.id", equalTo(List.of("c")));
    asAdmin().get(items + "/2").then().body("id", equalTo("b")).body("n", equalTo(2));
    asAdmin().get(items + "/4").then().statusCode(404);
  }

  @Test
  void shouldTellWhatDiffersBetweenVersions() {
    // Given
    String name = make();
    upload(name, JSONL, TWO).statusCode(201);
    upload(name, JSONL, "{\"id\":\"b\",\"input\":\"changed\"}\n{\"id\":\"c\",\"input\":\"3\"}")
        .statusCode(201);

    // When / Then
    asAdmin()
        .get("/v1/datasets/" + name + "/diff?from=1&to=2")
        .then()
        .statusCode(200)
        .body("added", equalTo(List.of("c")))
        .body("removed", equalTo(List.of("a")))
        .body("changed", equalTo(List.of("b")))
        .body("counts.changed", equalTo(1));
    asAdmin().get("/v1/datasets/" + name + "/diff").then().statusCode(422);
  }

  @Test
  void shouldHideDatasetsOfAnotherWorkspace() {
    // Given
    String name = make();
    upload(name, JSONL, TWO).statusCode(201);
    String other = otherWorkspaceKey();
    String path = "/v1/datasets/" + name;

    // When / Then
    List.of(
            path,
            path + "/versions",
            path + "/versions/1",
            path + "/versions/latest/items",
            path + "/versions/1/items/1",
            path + "/versions/1/export",
            path + "/diff?from=1")
        .forEach(
            url ->
                as(other)
                    .get(url)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("NOT_FOUND")));
    as(other).body(Map.of("description", "x")).patch(path).then().statusCode(404);
    as(other).delete(path).then().statusCode(404);
    as(other)
        .contentType("application/json")
        .body("[]")
        .post(path + "/versions")
        .then()
        .statusCode(404);
    as(other).get("/v1/datasets").then().body("data.size()", equalTo(0));
  }

  @Test
  void shouldRefuseAVersionThatIsNotThere() {
    // Given
    String name = make();

    // When / Then
    asAdmin().get("/v1/datasets/" + name + "/versions/latest").then().statusCode(404);
    asAdmin().get("/v1/datasets/" + name + "/versions/0").then().statusCode(404);
    asAdmin().get("/v1/datasets/" + name + "/versions/x").then().statusCode(404);
  }

  @Test
  void shouldDownloadItemsAsTheyWereGiven() {
    // Given
    String name = make();
    String line =
        "{\"id\":\"a\",\"input\":{\"z\":1.50,\"a\":1e3},\"expected\":null,\"extra\":{\"n\":12345678901234567890}}\n";
    upload(name, JSONL, line).statusCode(201);

    // When / Then
    assertThat(TestDatasets.export(name)).isEqualTo(line);
    asAdmin()
        .get("/v1/datasets/" + name + "/versions/1/export")
        .then()
        .header("Content-Type", containsString("application/x-ndjson"))
        .header("Content-Disposition", containsString("attachment"))
        .header("X-Content-Type-Options", equalTo("nosniff"));
  }

  @Test
  void shouldNeutraliseFormulasInADownloadedCsv() {
    // Given
    String name = make();
    upload(name, JSONL, "{\"id\":\"a\",\"input\":\"=1+1\",\"expected\":\"a,\\\"b\\\"\"}")
        .statusCode(201);

    // When
    String csv =
        asAdmin()
            .get("/v1/datasets/" + name + "/versions/1/export?format=csv")
            .then()
            .statusCode(200)
            .header("Content-Type", containsString("text/csv"))
            .extract()
            .asString();

    // Then
    assertThat(csv.split("\r\n")[1]).isEqualTo("a,,,'=1+1,,\"a,\"\"b\"\"\",");
    asAdmin().get("/v1/datasets/" + name + "/versions/1/export?format=xls").then().statusCode(422);
  }

  @Test
  void shouldNotShowNothingAsSomething() {
    // Given
    String name = make();
    upload(name, JSONL, "{\"id\":\"a\",\"input\":\"1\"}").statusCode(201);

    // When / Then
    String item = asAdmin().get("/v1/datasets/" + name + "/versions/1/items/1").asString();
    assertThat(item).isEqualTo("{\"n\":1,\"id\":\"a\",\"input\":\"1\"}");
    asAdmin()
        .get("/v1/datasets/" + name)
        .then()
        .body("$", not(nullValue()))
        .body("description", nullValue());
  }

  @Test
  void shouldBoundAPageByItsBytes() {
    // Given items of which a whole page would be far too large
    String name = make();
    String text = "x".repeat(1 << 20);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append("{\"id\":\"i").append(i).append("\",\"input\":\"").append(text).append("\"}\n");
    }
    upload(name, JSONL, lines.toString()).statusCode(201);

    // When
    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      var page =
          asAdmin()
              .get("/v1/datasets/" + name + "/versions/1/items?limit=500&cursor=" + cursor)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      List<String> ids = page.getList("data.id");
      seen.addAll(ids);
      sizes.add(ids.size());
      cursor = page.getString("next_cursor");
    }

    // Then
    assertThat(seen).hasSize(20).doesNotHaveDuplicates().startsWith("i0").endsWith("i19");
    assertThat(sizes).allMatch(size -> size <= 9);
  }
}
