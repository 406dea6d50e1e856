package dev.assay.link.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantedVariablesTest {
  @ParameterizedTest
  @CsvSource({
    "OPENAI_API_KEY, https://api.openai.com/v1, true",
    "OPENAI_API_KEY, https://eu.api.openai.com/v1, true",
    "OPENAI_API_KEY, https://API.OpenAI.com, true",
    "OPENAI_API_KEY, http://api.openai.com/v1, false",
    "OPENAI_API_KEY, https://api.openai.com.evil.example/v1, false",
    "OPENAI_API_KEY, https://api.openai.com@evil.example/v1, false",
    "OPENAI_API_KEY, https://evil.example/api.openai.com, false",
    "OPENAI_API_KEY, https://evilapi.openai.com, false",
    "OPENAI_API_KEY, no address, false",
    "OPENAI_API_KEY, '', false",
    "openai_api_key, https://api.openai.com/v1, false",
    "ANTHROPIC_API_KEY, https://api.openai.com/v1, false",
    "AZURE_OPENAI_API_KEY, https://mine.openai.azure.com, true",
    "AWS_BEARER_TOKEN_BEDROCK, https://bedrock-runtime.eu-west-1.amazonaws.com, true",
    "AWS_BEARER_TOKEN_BEDROCK, https://bedrock-runtime.evil.example.amazonaws.com, false",
    "AWS_BEARER_TOKEN_BEDROCK, https://mine.s3.eu-west-1.amazonaws.com, false",
    "AWS_SECRET_ACCESS_KEY, https://bedrock-runtime.eu-west-1.amazonaws.com, false",
    "PATH, https://api.openai.com/v1, false"
  })
  void shouldLetTheVariablesOfVendorsGoToTheseVendors(String name, String url, boolean granted) {
    assertThat(GrantedVariables.of(null).refusal(name, "ws", url).isEmpty()).isEqualTo(granted);
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT, https://support.example.com/ask, ws, true",
    "AGENT, https://support.example.com:8443/ask, ws, true",
    "AGENT, http://support.example.com/ask, ws, false",
    "VLLM, http://gpu-1:8000/v1, ws, true",
    "VLLM, http://gpu-1:9000/v1, ws, false",
    "VLLM, http://gpu-2:8000/v1, ws, false",
    "LOCAL, http://127.0.0.1:9999/v1, ws, true",
    "ONE, https://a.example, w1, true",
    "ONE, https://b.example, w2, true",
    "ONE, https://a.example, w3, false",
    "ALL, https://where.ever, ws, true",
    "OPENAI_API_KEY, https://api.openai.com, ws, false",
    "OPENAI_API_KEY, https://proxy.example, ws, true",
    "GROQ_API_KEY, https://api.groq.com, ws, false",
    "MISTRAL_API_KEY, https://api.mistral.ai, ws, true"
  })
  void shouldTakeWhatTheOperatorSays(String name, String url, String workspace, boolean granted) {
    // Given
    GrantedVariables variables =
        GrantedVariables.of(
            "AGENT=support.example.com, VLLM=http://gpu-1:8000; LOCAL=127.0.0.1"
                + " ONE=a.example|b.example@w1|w2 ALL=* OPENAI_API_KEY=proxy.example"
                + " GROQ_API_KEY=");

    // When, then
    assertThat(variables.refusal(name, workspace, url).isEmpty()).isEqualTo(granted);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, w1, true",
    "https://b.example, w2, true",
    "https://a.example, w2, false",
    "https://b.example, w1, false"
  })
  void shouldTakeAllThatTheOperatorSaysOfAName(String url, String workspace, boolean granted) {
    // Given
    GrantedVariables variables = GrantedVariables.of("KEY=a.example@w1 KEY=b.example@w2");

    // When, then
    assertThat(variables.refusal("KEY", workspace, url).isEmpty()).isEqualTo(granted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEY=a.example KEY=", "KEY= KEY=a.example", "KEY= KEY=a@w KEY=b@w"})
  void shouldNotStartWithANameThatMayGoNowhereAndSomewhere(String setting) {
    assertThatThrownBy(() -> GrantedVariables.of(setting))
        .isInstanceOf(SecretException.class)
        .hasMessage(
            "ASSAY_CREDENTIAL_ENV cannot be read at KEY: it stands there more than once, and once"
                + " for nowhere. Leave out KEY= or the others.");
  }

  @Test
  void shouldGrantNothingByItselfWhereTheOperatorSaysSo() {
    GrantedVariables none = GrantedVariables.of("none MINE=a.example");
    assertThat(none.refusal("OPENAI_API_KEY", "ws", "https://api.openai.com")).isPresent();
    assertThat(none.refusal("MINE", "ws", "https://a.example")).isEmpty();
  }

  @Test
  void shouldSayHowToAllowIt() {
    assertThat(GrantedVariables.of("").refusal("AGENT", "ws", "https://support.example.com/x"))
        .get()
        .asString()
        .contains("ASSAY_CREDENTIAL_ENV", "AGENT=support.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AGENT", "=a.example", "A=a.example:port", "A=a@b@c", "A=a.example/path"})
  void shouldNotStartWithWhatItCannotRead(String setting) {
    assertThatThrownBy(() -> GrantedVariables.of(setting)).isInstanceOf(SecretException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY=*example.com",
        "KEY=a.example|http://*example.com:8000@ws",
        "KEY=gpu-*.example.com",
        "KEY=api.*example.com",
        "KEY=**"
      })
  void shouldNotStartWithAPartOfALabelLeftOpen(String setting) {
    assertThatThrownBy(() -> GrantedVariables.of(setting))
        .isInstanceOf(SecretException.class)
        .hasMessage(
            "ASSAY_CREDENTIAL_ENV cannot be read at KEY: * stands for whole labels of a host,"
                + " as in *.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example.com, true",
    "https://a.b.example.com, true",
    "https://example.com, false",
    "https://evilexample.com, false",
  })
  void shouldTakeAStarForWholeLabels(String url, boolean granted) {
    assertThat(GrantedVariables.of("KEY=*.example.com").refusal("KEY", "ws", url).isEmpty())
        .isEqualTo(granted);
  }

  @Test
  void shouldKnowWhereCredentialsGo() {
    assertThat(CredentialPlace.of("openai", null, null)).isEqualTo("https://api.openai.com/v1");
    assertThat(CredentialPlace.of("openai", "https://a.example", null))
        .isEqualTo("https://a.example");
    assertThat(CredentialPlace.of("simulated", null, null)).isNull();
    assertThat(
            CredentialPlace.of(
                "bedrock", null, JsonNodeFactory.instance.objectNode().put("region", "x.evil/")))
        .contains("x.evil/");
    assertThat(
            GrantedVariables.of(null)
                .refusal(
                    "AWS_BEARER_TOKEN_BEDROCK", "ws", CredentialPlace.of("tomorrow", null, null)))
        .isPresent();
  }
}
