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
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Uploads that are refused, or taken without their bad lines where somebody asks for that. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class UploadRefusalTest {
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
  void shouldRefuseANameThatStandsTwiceInAnItem() {
    // Given
    String name = make();
    String nested = "{\"input\":\"x\",\"expected\":{\"a\":[{\"b\":1,\"b\":2}]}}";

    // When / Then
    upload(name, JSONL, "{\"input\":\"x\",\"input\":\"y\"}\n" + nested)
        .statusCode(422)
        .body("violations.line", equalTo(List.of(1, 2)))
        .body("violations[0].message", containsString("the field input is given twice"))
        .body("violations[1].message", containsString("the field expected.a[0].b is given twice"));
    upload(name, JSON, "[" + nested + "]").statusCode(422);
    upload(name, CSV, "input,expected:json\nx,\"{\"\"a\"\":1,\"\"a\"\":2}\"\n")
        .statusCode(422)
        .body(
            "violations[0].message",
            containsString("the column expected:json is not clear: the field a is given twice"));
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
    List<String> skipped = export(name).lines().toList();
    assertThat(skipped).hasSize(2);
    assertThat(skipped.get(1)).contains("item-000003");

    // and when the line is mended no other item is another one
    uploading(JSONL)
        .body("{\"input\":\"1\"}\n{\"input\":\"mended\"}\n{\"input\":\"2\"}\n")
        .post("/v1/datasets/" + name + "/versions")
        .then()
        .statusCode(201);
    assertThat(export(name).lines().toList()).hasSize(3).containsAll(skipped);
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
}
