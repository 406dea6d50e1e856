package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.TestDatasets.CSV;
import static dev.assay.run.library.datasets.TestDatasets.JSON;
import static dev.assay.run.library.datasets.TestDatasets.JSONL;
import static dev.assay.run.library.datasets.TestDatasets.export;
import static dev.assay.run.library.datasets.TestDatasets.make;
import static dev.assay.run.library.datasets.TestDatasets.upload;
import static dev.assay.run.library.datasets.TestDatasets.uploading;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class UploadTest {
  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static ValidatableResponse uploadGzip(String name, byte[] body) {
    return uploading(JSONL)
        .header("Content-Encoding", "gzip")
        .body(body)
        .post("/v1/datasets/" + name + "/versions")
        .then();
  }

  private static void nothingImported(String name) {
    asAdmin().get("/v1/datasets/" + name).then().body("latest_version", equalTo(0));
  }

  @Test
  void shouldReportEveryBadLineAndImportNothing() {
    // Given
    String name = make();
    String lines =
        String.join(
            "\n",
            "{\"id\":\"a\",\"input\":\"fine\"}",
            "{\"id\":\"b\",\"input\":",
            "{\"id\":\"c\",\"inptu\":\"x\"}",
            "",
            "[1]",
            "{\"id\":\"a\",\"input\":\"twice\"}",
            "{\"input\":3}",
            "{\"input\":\"x\"} {\"input\":\"y\"}",
            "{\"input\":\"\\ud800\"}");

    // When / Then
    upload(name, JSONL, lines)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("BAD_LINES"))
        .body("detail", containsString("7 lines"))
        .body("violations.line", equalTo(List.of(2, 3, 3, 5, 6, 7, 8, 9)))
        .body("violations[1].column", equalTo(11))
        .body("violations[1].message", containsString("inptu is not known"))
        .body("violations[2].message", containsString("input is required"))
        .body("violations[4].message", containsString("used twice"));
    nothingImported(name);
  }

  @Test
  void shouldSkipBadLinesWhenAskedTo() {
    // Given
    String name = make();

    // When / Then
    uploading(JSONL)
        .body("{\"input\":\"1\"}\nnonsense\n{\"input\":\"2\"}\n")
        .post("/v1/datasets/" + name + "/versions?on_error=skip")
        .then()
        .statusCode(201)
        .body("item_count", equalTo(2))
        .body("skipped_lines", equalTo(1))
        .body("bad_lines[0].line", equalTo(2));
    assertThat(export(name).lines()).hasSize(2);
  }

  @Test
  void shouldLeaveNothingBehindWhenAnUploadThatMakesItsDatasetIsRefused() {
    // Given
    String name = unique("made");
    String path = "/v1/datasets/" + name + "/versions?create=true";

    // When / Then
    for (String bad : List.of("nonsense\n", "\n")) {
      uploading(JSONL).body(bad).post(path).then().statusCode(422);
      asAdmin().get("/v1/datasets/" + name).then().statusCode(404);
    }
    uploading(JSONL).body("{\"input\":\"q\"}\n").post(path).then().statusCode(201);
    uploading(JSONL)
        .body("{\"input\":\"q2\"}\n{\"input\":\"q3\"}")
        .post(path)
        .then()
        .statusCode(201);
    asAdmin()
        .get("/v1/datasets/" + name)
        .then()
        .body("latest_version", equalTo(2))
        .body("item_count", equalTo(2));
    uploading(JSONL)
        .body("{\"input\":\"q\"}")
        .post("/v1/datasets/-bad-/versions?create=true")
        .then()
        .statusCode(422);
  }

  @Test
  void shouldRefuseWhatCannotBeSkippedExactly() {
    // Given an array of which nobody can tell where the third item begins
    String name = make();
    String body = "[{\"input\":\"1\"},\n{\"input\":\"2\",\n{\"input\":\"3\"}]";

    // When / Then
    uploading(JSON)
        .body(body)
        .post("/v1/datasets/" + name + "/versions?on_error=skip")
        .then()
        .statusCode(422)
        .body("code", equalTo("BAD_LINES"))
        .body("violations[0].line", equalTo(2));
    uploading(CSV)
        .body("question,answer\nq,a\n")
        .post("/v1/datasets/" + name + "/versions?on_error=skip")
        .then()
        .statusCode(422)
        .body("violations[0].message", containsString("map=question=input"));
    nothingImported(name);
  }

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
  void shouldRefuseAnEmptyDataset() {
    // Given
    String name = make();

    // When / Then
    for (String type : List.of(JSONL, CSV, JSON)) {
      String body = type.equals(JSON) ? "[]" : type.equals(CSV) ? "input,expected\n" : "\n \n";
      upload(name, type, body).statusCode(422).body("code", equalTo("EMPTY_DATASET"));
    }
    nothingImported(name);
  }

  @Test
  void shouldRefuseJsonThatIsTooDeepAndStringsThatAreTooLong() {
    // Given
    String name = make();
    String deep = "{\"input\":{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}}";
    String large = "{\"input\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";

    // When / Then
    upload(name, JSONL, deep + "\n{\"input\":\"fine\"}\n" + large)
        .statusCode(422)
        .body("code", equalTo("BAD_LINES"))
        .body("violations.line", equalTo(List.of(1, 3)))
        .body("violations[0].message", containsString("deeper than 64"))
        .body("violations[1].message", containsString("4194304"));
  }

  @Test
  void shouldNotTakeOneIdForAnother() {
    // Given a number and a text that are written alike, and leading zeros
    String name = make();

    // When / Then
    upload(name, JSONL, "{\"id\":1,\"input\":\"a\"}\n{\"id\":\"1\",\"input\":\"b\"}")
        .statusCode(422)
        .body("violations[0].line", equalTo(2));
    upload(name, CSV, "id,input\n007,a\n7,b\n").statusCode(201).body("item_count", equalTo(2));
    nothingElse(name, "007", "7");
  }

  private static void nothingElse(String name, String... ids) {
    asAdmin()
        .get("/v1/datasets/" + name + "/versions/latest/items")
        .then()
        .body("data.id", equalTo(List.of(ids)));
  }

  @Test
  void shouldNeverFailOnNulOrHalfASurrogatePair() {
    // Given
    String name = make();

    // When / Then
    upload(name, JSONL, "{\"input\":\"a\\u0000b\"}").statusCode(lessThan(500));
    upload(name, JSONL, "{\"input\":\"a\\ud83d\"}")
        .statusCode(422)
        .body("violations[0].line", equalTo(1));
    upload(name, CSV, "input\na\u0000b\n").statusCode(lessThan(500));
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
  void shouldSayWhereAJsonArrayIsBad() {
    // Given
    String name = make();

    // When / Then
    upload(name, JSON, "[\n {\"input\": \"1\"},\n {\"nope\": 1},\n {\"input\": oops}\n]")
        .statusCode(422)
        .body("violations.line", hasItems(3, 4));
    upload(name, JSON, "{\"items\": []}").statusCode(422).body("code", equalTo("BAD_LINES"));
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
  void shouldReportEveryBadRowOfACsv() {
    // Given
    String name = make();
    String csv =
        "input,expected\nfine,1\nonly one\na,\"b\"c\n,2\na,b,c\nx\"y,1\n\"never closed,1\n";

    // When / Then
    upload(name, CSV, csv)
        .statusCode(422)
        .body("code", equalTo("BAD_LINES"))
        .body("violations.line", equalTo(List.of(3, 4, 5, 6, 7, 8)))
        .body("violations[0].message", containsString("1 cells where the header has 2"))
        .body("violations[1].column", equalTo(6));
    nothingImported(name);
  }

  @Test
  void shouldRefuseABadCsvHeader() {
    // Given
    String name = make();

    // When / Then
    upload(name, CSV, "input,note,Note,\n1,2,3,4\n")
        .statusCode(422)
        .body("violations", hasSize(2))
        .body("violations.line", equalTo(List.of(1, 1)));
    upload(name, CSV, "question\nx\n")
        .statusCode(422)
        .body("violations[0].message", containsString("input, query or prompt"));
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

  @Test
  void shouldRefuseABodyThatExplodesWhenDecompressed() throws IOException {
    // Given
    String name = make();
    byte[] bomb = gzip(new byte[64 * 1024 * 1024]);

    // When / Then
    uploadGzip(name, bomb).statusCode(413).body("code", equalTo("BODY_TOO_LARGE"));
    nothingImported(name);
  }

  @Test
  void shouldRefuseAnotherFormat() {
    // Given
    String name = make();

    // When / Then
    upload(name, "text/plain", "x").statusCode(415);
    uploading(JSONL)
        .header("Content-Encoding", "br")
        .body("{\"input\":\"1\"}")
        .post("/v1/datasets/" + name + "/versions")
        .then()
        .statusCode(415);
  }

  @Test
  void shouldRefuseBytesThatAreNotUtf8() {
    // Given
    String name = make();
    byte[] body = "{\"input\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    body[10] = (byte) 0xFF;

    // When / Then
    uploading(JSONL)
        .body(body)
        .post("/v1/datasets/" + name + "/versions")
        .then()
        .statusCode(422)
        .body("violations[0].line", equalTo(1));
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
    String path = "/v1/datasets/" + name + "/versions/1/items";
    JsonPath first = asAdmin().get(path).then().statusCode(200).extract().jsonPath();
    JsonPath second =
        asAdmin()
            .get(path + "?cursor=" + first.getString("next_cursor"))
            .then()
            .extract()
            .jsonPath();

    // Then each item is on one of two pages
    assertThat(first.getList("data.id")).containsExactly("i0", "i1", "i2", "i3", "i4", "i5");
    assertThat(second.getList("data.id")).containsExactly("i6", "i7", "i8", "i9", "i10", "i11");
    assertThat(second.getString("next_cursor")).isNull();
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
