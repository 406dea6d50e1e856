package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.TestDatasets.CSV;
import static dev.assay.run.library.datasets.TestDatasets.JSON;
import static dev.assay.run.library.datasets.TestDatasets.JSONL;
import static dev.assay.run.library.datasets.TestDatasets.export;
import static dev.assay.run.library.datasets.TestDatasets.gzip;
import static dev.assay.run.library.datasets.TestDatasets.make;
import static dev.assay.run.library.datasets.TestDatasets.upload;
import static dev.assay.run.library.datasets.TestDatasets.uploadGzip;
import static dev.assay.run.library.datasets.TestDatasets.uploading;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Pages;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an upload makes of a body that can be read, in every format and of any size. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class UploadTest {
  @Test
  void shouldReadTabsMappedColumnsAndDeclaredEncodings() {
    // Given
    String name = make();
    byte[] body = "frage\tantwort\nGr\u00f6\u00dfe?\tja\n".getBytes(StandardCharsets.ISO_8859_1);

    // When
    uploading("text/tab-separated-values; charset=windows-1252")
        .body(body)
        .post(
            "/v1/datasets/" + name + "/versions?map={q}&map={a}", "frage=input", "antwort=expected")
        .then()
        .statusCode(201);

    // Then
    assertThat(export(name))
        .isEqualTo("{\"id\":\"item-000001\",\"input\":\"Gr\u00f6\u00dfe?\",\"expected\":\"ja\"}\n");
  }

  @Test
  void shouldReadAJsonArray() {
    // Given
    String name = make();

    // When / Then
    upload(name, JSON, "[\n {\"input\": \"1\", \"expected\": 2},\n {\"input\": [ ]}\n]")
        .statusCode(201);
    assertThat(export(name))
        .isEqualTo(
            "{\"id\":\"item-000001\",\"input\":\"1\",\"expected\":2}\n"
                + "{\"id\":\"item-000002\",\"input\":[]}\n");
  }

  @Test
  void shouldReadCsvAsSpreadsheetsWriteIt() {
    // Given
    String name = make();
    String csv =
        "\uFEFFQuery,Answer,section,note\r\n"
            + "\"What, then?\",\"He said \"\"no\"\"\nand left\",s1,\r\n"
            + "\r\n"
            + "plain,,s2,x\r\n";

    // When / Then
    upload(name, CSV, csv)
        .statusCode(201)
        .body("item_count", equalTo(2))
        .body("sections.s1", equalTo(1));
    assertThat(export(name))
        .isEqualTo(
            "{\"id\":\"item-000001\",\"section\":\"s1\",\"input\":\"What, then?\","
                + "\"expected\":\"He said \\\"no\\\"\\nand left\",\"extra\":{\"note\":\"\"}}\n"
                + "{\"id\":\"item-000002\",\"section\":\"s2\",\"input\":\"plain\","
                + "\"extra\":{\"note\":\"x\"}}\n");
  }

  @Test
  void shouldReadGzip() throws IOException {
    // Given
    String name = make();
    byte[] body = gzip("{\"input\":\"é\"}\n".getBytes(StandardCharsets.UTF_8));

    // When / Then
    uploadGzip(name, body).statusCode(201).body("item_count", equalTo(1));
    uploadGzip(name, "not gzip".getBytes(StandardCharsets.UTF_8))
        .statusCode(400)
        .body("code", equalTo("INVALID_REQUEST"));
  }

  /** Of 100,000 items, page by page. */
  private static void searchIn(String name) {
    List<String> found = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      JsonPath page =
          asAdmin()
              .get(
                  "/v1/datasets/"
                      + name
                      + "/versions/1/items?q=q77777"
                      + (cursor == null ? "" : "&cursor=" + cursor))
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      found.addAll(page.getList("data.id"));
      cursor = page.getString("next_cursor");
      pages++;
    } while (cursor != null && pages < 100);
    assertThat(found).containsExactly("q77777");
    assertThat(pages).isEqualTo(5);
  }

  @Test
  void shouldEndAPageAfterSomeMegabytes() {
    // Given 12 items of 1.5 MB each
    String name = make();
    String large = "x".repeat(1_500_000);
    String lines =
        IntStream.range(0, 12)
            .mapToObj(i -> "{\"id\":\"i" + i + "\",\"input\":\"" + large + "\"}\n")
            .collect(Collectors.joining());
    upload(name, JSONL, lines).statusCode(201);

    // When
    Pages pages =
        Pages.of(RunServiceResources.ADMIN_KEY, "/v1/datasets/" + name + "/versions/1/items");

    // Then each item is on one of three pages
    assertThat(pages.lengths()).containsExactly(5, 5, 2);
    assertThat(pages.all("id")).hasSize(12).startsWith("i0", "i1", "i2").endsWith("i10", "i11");
  }

  @Test
  void shouldImportAHundredThousandItems() {
    // Given
    String name = make();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines
          .append("{\"id\":\"q")
          .append(i)
          .append("\",\"input\":\"How much is ")
          .append(i)
          .append(" plus one?\",\"expected\":\"")
          .append(i + 1)
          .append("\",\"section\":\"s")
          .append(i % 7)
          .append("\"}\n");
    }

    // When
    upload(name, JSONL, lines.toString())
        .statusCode(201)
        .body("item_count", equalTo(100_000))
        .body("sections.size()", equalTo(7));

    // Then
    assertThat(export(name).lines()).hasSize(100_000);
    searchIn(name);
    upload(name, JSONL, lines.toString()).statusCode(200).body("version", equalTo(1));
  }
}
