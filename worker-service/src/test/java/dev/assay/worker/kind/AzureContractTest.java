package dev.assay.worker.kind;

import static dev.assay.worker.testing.WireAssert.assertRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.Answer;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's models at Azure, against recordings of the public interface. */
class AzureContractTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("azure_openai", "");
  }

  @Test
  void shouldCallTheDeploymentWithItsKeyAndAVersion() {
    // When
    WIRE.answer(
        call()
            .messages(Wire.text("common/tools.messages.json"))
            .params(Wire.text("common/tools.params.json")),
        "azure/text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/openai/deployments/gpt-test/chat/completions?api-version=2025-04-01-preview")
        .header("api-key", Wire.SECRET)
        .header("authorization", null)
        .body("azure/tools.request.json");
  }

  @Test
  void shouldTakeDeploymentVersionAndWayOfAuthFromOptions() {
    // When
    WIRE.answer(
        call()
            .options(
                "{\"deployment\": \"my dep\", \"api_version\": \"2025-04-01-preview\","
                    + " \"auth\": \"bearer\"}"),
        "azure/text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/openai/deployments/my%20dep/chat/completions?api-version=2025-04-01-preview")
        .header("api-key", null)
        .header("authorization", "Bearer " + Wire.SECRET);
  }

  @Test
  void shouldFindResponsesAndEmbeddingsWhereAzureHasThem() {
    // When
    WIRE.answer(call().options("{\"api\": \"responses\"}"), "openai/responses-text.json");

    // Then
    assertRequest(WIRE.request()).to("/openai/v1/responses");

    // When
    WIRE.answer(call().embeddings("one", "two"), "openai/embeddings.json");

    // Then
    assertRequest(WIRE.request())
        .to("/openai/deployments/gpt-test/embeddings?api-version=2025-04-01-preview");
  }

  @ParameterizedTest
  @ValueSource(strings = {"azure/text.json", "azure/text.sse"})
  void shouldReadAnswersWithResultsOfTheFilter(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).isEqualTo("Zwölf €");
    assertThat(answer.model()).isEqualTo("gpt-test-2026-08-01");
  }

  @ParameterizedTest
  @CsvSource({
    "400, azure/error-filter.json, CONTENT_FILTER",
    "401, azure/error-key.json, AUTH",
    "404, azure/error-deployment.json, INVALID",
    "429, azure/error-rate.json, RATE_LIMITED"
  })
  void shouldKnowErrors(int status, String recording, OutcomeClass outcome) {
    assertThat(WIRE.reply(call(), status, recording).attempts().get(0).outcome())
        .isEqualTo(outcome);
  }
}
