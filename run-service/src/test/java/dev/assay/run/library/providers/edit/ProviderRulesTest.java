package dev.assay.run.library.providers.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.JacksonProblems;
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
  @ValueSource(strings = {"openai", "anthropic", "gemini", "ollama", "simulated"})
  void shouldLetKindsWithAKnownAddressDoWithoutABaseUrl(String kind) {
    assertThatCode(() -> ProviderRules.check(input(kind, null, null))).doesNotThrowAnyException();
    assertThatCode(() -> ProviderRules.check(input(kind, "https://gateway.example", null)))
        .doesNotThrowAnyException();
    assertThatCode(() -> ProviderRules.check(input(kind, "HTTPS://Gateway.example", null)))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAnAddressOfWhatIsBuiltIn() {
    assertThat(refused(input("replay", "https://example.com", null)).violations())
        .extracting(Violation::field)
        .contains("base_url");
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
            new ProviderInput.CredentialInput(name, null, null),
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

  private static ProviderInput with(String url, Map<String, String> headers) {
    return new ProviderInput("acme", "openai", url, null, null, null, null, null, headers, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "proxy-authorization",
        "cookie",
        "api-key",
        "x-api-key",
        "X-Auth-Token",
        "ocp-apim-subscription-key",
        "x-functions-key",
        "X-Amz-Security-Token",
        "x-secret",
        "xApiKey",
        "client_secret",
        "X-Password",
        "x-access-token",
        "private-token",
        "helicone-auth",
        "x-jwt-assertion"
      })
  void shouldRefuseAHeaderThatIsCalledAsASecretIs(String name) {
    // When
    ProblemException problem = refused(with(null, Map.of(name, "value")));

    // Then
    assertThat(problem.violations())
        .extracting(Violation::field)
        .containsExactly("headers." + name);
    assertThat(problem.getMessage()).contains("credential").doesNotContain("value\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-tenant",
        "anthropic-version",
        "anthropic-beta",
        "OpenAI-Organization",
        "x-max-tokens",
        "idempotency-key",
        "x-cache-key",
        "HTTP-Referer",
        "X-Title",
        "x-author"
      })
  void shouldTakeAHeaderThatIsNone(String name) {
    assertThatCode(() -> ProviderRules.check(with(null, Map.of(name, "value"))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abcdefgh12345678",
        "sk-proj-abcdefghijklmnop1234",
        "AIzaSyA1234567890abcdefghijklmnopqrstu",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789"
      })
  void shouldRefuseAValueThatHasTheFormOfASecret(String value) {
    ProblemException problem = refused(with(null, Map.of("x-tenant", value)));

    assertThat(problem.violations())
        .extracting(Violation::field)
        .containsExactly("headers.x-tenant");
    assertThat(problem.getMessage()).doesNotContain(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/v1?api_key=abc",
        "https://a.example/v1?x=1&access_token=abc",
        "https://a.example/v1?key=abc",
        "https://a.example/v1?sig=abc",
        "https://a.example/v1?x=sk-abcdefghijklmnop1234"
      })
  void shouldRefuseASecretInTheAddress(String url) {
    assertThat(refused(with(url, Map.of())).violations())
        .extracting(Violation::field)
        .contains("base_url");
  }

  @Test
  void shouldTakeAnAddressWithOtherParameters() {
    assertThatCode(
            () -> ProviderRules.check(with("https://a.example/v1?api-version=2024-10", Map.of())))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldSayWhichKindWasMeant() {
    assertThat(refused(input("opnai", null, null)).getMessage()).contains("did you mean openai?");
  }

  @Test
  void shouldShowBothFormsOfACredentialInsteadOfATextAlone() {
    assertThatThrownBy(
            () ->
                Json.strict()
                    .readValue("{\"name\":\"a\",\"credential\":\"sk-1234\"}", ProviderInput.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            e ->
                assertThat(JacksonProblems.of(e).detail())
                    .contains("credential", "{\"env\":", "{\"value\":")
                    .doesNotContain("sk-1234"));
  }
}
