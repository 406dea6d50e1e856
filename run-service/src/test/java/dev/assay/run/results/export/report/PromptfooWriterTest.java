package dev.assay.run.results.export.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.results.export.ExportFixtures;
import org.junit.jupiter.api.Test;

class PromptfooWriterTest {
  @Test
  void shouldWriteTheLayoutOfVersionThree() throws Exception {
    // When
    JsonNode file =
        Json.mapper().readTree(ExportFixtures.file(new PromptfooWriter(ExportFixtures.run())));

    // Then
    assertThat(file.path("evalId").asText()).isEqualTo("019a0000-0000-7000-8000-000000000001");
    JsonNode results = file.path("results");
    assertThat(results.path("version").asInt()).isEqualTo(3);
    assertThat(results.path("results")).hasSize(4);
    assertThat(results.at("/stats/successes").asInt()).isEqualTo(1);
    assertThat(results.at("/stats/failures").asInt()).isEqualTo(1);
    assertThat(results.at("/stats/errors").asInt()).isEqualTo(1);
    assertThat(results.at("/stats/tokenUsage/total").asInt()).isEqualTo(70);
    assertThat(results.at("/prompts/0/raw").asText()).isEqualTo("Be brief.\n\n{{input}}");

    JsonNode passed = results.path("results").get(0);
    assertThat(passed.at("/vars/input").asText()).isEqualTo("1+1");
    assertThat(passed.at("/provider/id").asText()).isEqualTo("local:sim-1");
    assertThat(passed.at("/response/output").asText()).isEqualTo("2");
    assertThat(passed.at("/response/tokenUsage/total").asInt()).isEqualTo(14);
    assertThat(passed.path("success").asBoolean()).isTrue();
    assertThat(passed.path("score").asDouble()).isEqualTo(1.0);
    assertThat(passed.path("latencyMs").asInt()).isEqualTo(1250);
    assertThat(passed.path("cost").asDouble()).isEqualTo(0.01);
    assertThat(passed.at("/gradingResult/componentResults/0/assertion/type").asText())
        .isEqualTo("exact_match");
    assertThat(passed.path("failureReason").asInt()).isZero();

    JsonNode failed = results.path("results").get(1);
    assertThat(failed.path("failureReason").asInt()).isEqualTo(1);
    assertThat(failed.at("/gradingResult/pass").asBoolean()).isFalse();
    assertThat(failed.at("/gradingResult/reason").asText()).contains("same: It differs");
    assertThat(failed.has("tokenUsage")).isFalse();

    JsonNode error = results.path("results").get(2);
    assertThat(error.path("failureReason").asInt()).isEqualTo(2);
    assertThat(error.path("error").asText()).isEqualTo("No answer within 60 s.");
  }
}
