package dev.assay.run.library.providers.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderRulesTest {
  private static ProviderInput input(String kind, String url, ObjectNode options) {
    return new ProviderInput("acme", kind, url, null, null, null, null, null, Map.of(), options);
  }

  private static ProblemException refused(ProviderInput input) {
    return catchThrowableOfType(ProblemException.class, () -> ProviderRules.check(input));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini", "ollama"})
  void shouldLetKindsWithAKnownAddressDoWithoutABaseUrl(String kind) {
    assertThatCode(() -> ProviderRules.check(input(kind, null, null))).doesNotThrowAnyException();
    assertThatCode(() -> ProviderRules.check(input(kind, "https://gateway.example", null)))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldAskForTheAddressOfAnAzureResource() {
    // When
    ProblemException problem = refused(input("azure_openai", null, null));

    // Then
    assertThat(problem.getMessage()).contains("base_url").contains("azure_openai");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, api, assistants",
    "azure_openai, auth, magic",
    "anthropic, structured_output, yes",
    "gemini, auth, basic"
  })
  void shouldRefuseAnOptionWithAValueNobodyKnows(String kind, String option, String value) {
    // Given
    ObjectNode options = JsonNodeFactory.instance.objectNode().put(option, value);

    // When
    ProblemException problem = refused(input(kind, "https://example.com", options));

    // Then
    assertThat(problem.violations())
        .extracting(Violation::field)
        .containsExactly("options." + option);
    assertThat(problem.violations().get(0).message()).startsWith("must be one of ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ASSAY_MASTER_KEY", "assay_broker_password", "Quarkus_X"})
  void shouldRefuseACredentialFromTheWorkersOwnVariables(String name) {
    // Given
    ProviderInput input =
        new ProviderInput(
            "acme",
            "openai",
            null,
            new ProviderInput.CredentialInput(name, null),
            null,
            null,
            null,
            null,
            Map.of(),
            null);

    // When
    ProblemException problem = refused(input);

    // Then
    assertThat(problem.violations()).extracting(Violation::field).containsExactly("credential.env");
    assertThat(problem.getMessage()).contains("ASSAY_").contains("another name");
  }

  @Test
  void shouldNameAllKindsWhenOneIsNotKnown() {
    assertThat(refused(input("telepathy", null, null)).violations().get(0).message())
        .contains("openai", "azure_openai", "anthropic", "gemini", "ollama", "simulated");
  }
}
