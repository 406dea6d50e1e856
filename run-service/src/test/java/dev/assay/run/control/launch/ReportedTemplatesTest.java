package dev.assay.run.control.launch;

import static dev.assay.run.control.launch.Refused.refused;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/** Templates of public reports: what is sent, or that the launch is refused with a sentence. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReportedTemplatesTest {
  @Beside FakeScoring scoring;

  static Stream<Arguments> sent() {
    return reports(true);
  }

  static Stream<Arguments> misspelt() {
    return reports(false);
  }

  private static Stream<Arguments> reports(boolean sent) {
    return Reports.of(ReportedTemplatesTest.class, "templates.jsonl").stream()
        .filter(report -> report.has("sent") == sent)
        .map(report -> Arguments.of(report.get("id").textValue(), report));
  }

  private static String launch(JsonNode report) {
    ObjectNode launch = Json.mapper().valueToTree(Lab.launchOf(1));
    launch
        .putObject("target")
        .put("provider", "simulated")
        .put("model", "sim")
        .set("prompt", report.get("template"));
    ObjectNode item =
        report.has("item")
            ? (ObjectNode) report.get("item")
            : Json.mapper().createObjectNode().put("input", "q");
    launch.putObject("dataset").putArray("items").add(item);
    return launch.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sent")
  void shouldSendWhatTheItemHolds(String id, JsonNode report) throws JsonProcessingException {
    // When
    String text =
        asAdmin()
            .body(launch(report))
            .post("/v1/runs/preview")
            .then()
            .statusCode(200)
            .extract()
            .path("prompts[0].messages[0].text");

    // Then
    JsonNode sent = report.get("sent");
    if (sent.isTextual()) {
      assertThat(text).isEqualTo(sent.textValue());
    } else {
      assertThat(Json.mapper().readTree(text)).isEqualTo(sent);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misspelt")
  void shouldRefuseTheLaunchWithASentence(String id, JsonNode report) {
    refused(launch(report), "BAD_TEMPLATE", report.get("says").textValue());
  }
}
