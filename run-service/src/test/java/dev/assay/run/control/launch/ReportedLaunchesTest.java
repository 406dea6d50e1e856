package dev.assay.run.control.launch;

import static dev.assay.run.control.launch.Refused.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.testing.Reports;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Launches of public reports that measure nothing, or not what they name: refused, each. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReportedLaunchesTest {
  @Beside FakeScoring scoring;

  static Stream<Arguments> reports() {
    return Reports.of(ReportedLaunchesTest.class, "launches.jsonl").stream()
        .map(report -> Arguments.of(report.get("id").textValue(), report));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void shouldRefuseItBeforeAnythingIsAsked(String id, JsonNode report) {
    // Given
    ObjectNode launch = Json.mapper().valueToTree(Lab.launchOf(2));
    launch.setAll((ObjectNode) report.get("launch"));

    // When / Then
    refused(
        launch.toString(),
        report.get("code").textValue(),
        Reports.texts(report, "says").toArray(String[]::new));
  }
}
