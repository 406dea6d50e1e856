package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.TestDatasets.CSV;
import static dev.assay.run.library.datasets.TestDatasets.JSONL;
import static dev.assay.run.library.datasets.TestDatasets.export;
import static dev.assay.run.library.datasets.TestDatasets.make;
import static dev.assay.run.library.datasets.TestDatasets.upload;
import static dev.assay.run.library.datasets.TestDatasets.uploading;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.testing.Reports;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of public reports, whole: what becomes of each of their lines, and nothing else. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReportedFilesTest {
  static Stream<Arguments> taken() {
    return reports(true);
  }

  static Stream<Arguments> refused() {
    return reports(false);
  }

  private static Stream<Arguments> reports(boolean taken) {
    return Reports.of(ReportedFilesTest.class, "files.jsonl").stream()
        .filter(report -> report.has("items") == taken)
        .map(report -> Arguments.of(report.get("id").textValue(), report));
  }

  private static ValidatableResponse send(String dataset, JsonNode report) {
    String type = report.get("type").textValue();
    if (report.has("body")) {
      return upload(dataset, type, report.get("body").textValue());
    }
    return uploading(type)
        .body(HexFormat.of().parseHex(report.get("hex").textValue()))
        .post("/v1/datasets/" + dataset + "/versions")
        .then();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("taken")
  void shouldTakeAllThatIsThereAndGiveItBack(String id, JsonNode report) {
    // When
    String dataset = make();
    send(dataset, report).statusCode(201);

    // Then
    String items = export(dataset);
    assertThat(items.lines().toList()).isEqualTo(Reports.texts(report, "items"));
    // and what is exported is the same version again, in either format
    assertThat(again(JSONL, items)).isEqualTo(items);
    byte[] csv =
        asAdmin()
            .get("/v1/datasets/" + dataset + "/versions/latest/export?format=csv")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    assertThat(again(CSV, new String(csv, StandardCharsets.UTF_8))).isEqualTo(items);
  }

  private static String again(String type, String file) {
    String dataset = make();
    upload(dataset, type, file).statusCode(201);
    return export(dataset);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void shouldRefuseItByItsLineAndImportNothing(String id, JsonNode report) {
    // When
    String dataset = make();
    JsonPath problem = send(dataset, report).statusCode(422).extract().jsonPath();

    // Then
    assertThat(problem.getString("code")).isEqualTo(report.get("code").textValue());
    List<Integer> lines =
        StreamSupport.stream(report.path("lines").spliterator(), false)
            .map(JsonNode::intValue)
            .toList();
    if (!lines.isEmpty()) {
      assertThat(problem.getList("violations.line", Integer.class)).isEqualTo(lines);
    }
    if (report.has("says")) {
      assertThat(problem.getString("violations[0].message"))
          .contains(report.get("says").textValue());
    }
    asAdmin().get("/v1/datasets/" + dataset).then().body("latest_version", equalTo(0));
  }
}
