package dev.assay.link.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.testing.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose identity may be used where: nobody's until the operator says so. */
class AmbientIdentitiesTest {
  private static boolean lets(String setting, String kind, String workspace, String address) {
    JsonNode options = kind.equals("anthropic") ? JsonText.json("{\"vertex\":{}}") : null;
    return AmbientIdentities.of(setting).refusal(kind, options, workspace, address).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "aws, bedrock, https://bedrock-runtime.eu-west-1.amazonaws.com",
    "aws, bedrock, https://bedrock-runtime.cn-north-1.amazonaws.com.cn",
    "aws, bedrock, https://vpce-1-2.bedrock-runtime.us-east-1.vpce.amazonaws.com",
    "azure, azure_openai, https://my-resource.openai.azure.com",
    "azure, azure_openai, https://my-resource.openai.azure.us",
    "google, gemini, https://generativelanguage.googleapis.com",
    "google, gemini, https://europe-west4-aiplatform.googleapis.com/v1/projects/p",
    "google, anthropic, https://us-east5-aiplatform.googleapis.com",
    "google, anthropic, https://aiplatform.eu.rep.googleapis.com",
  })
  void shouldLetTheCloudItselfHaveIt(String cloud, String kind, String address) {
    assertThat(lets(null, kind, "ws", address)).isFalse();
    assertThat(lets("", kind, "ws", address)).isFalse();
    assertThat(lets(cloud, kind, "ws", address)).isTrue();
    assertThat(lets("aws,azure google", kind, "ws", address)).isTrue();
    assertThat(lets(cloud + "@ws|other", kind, "ws", address)).isTrue();
    assertThat(lets(cloud + "@other", kind, "ws", address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "bedrock, https://evil.example.com",
    "bedrock, http://bedrock-runtime.eu-west-1.amazonaws.com",
    "bedrock, https://bedrock-runtime.eu-west-1.amazonaws.com.evil.example.com",
    "azure_openai, https://evil.example.com",
    "azure_openai, https://openai.azure.com.evil.example.com",
    "gemini, https://evil.example.com",
    "gemini, https://storage.googleapis.com",
    "gemini, https://evil-aiplatform.googleapis.com.example.com",
    "gemini, ''",
  })
  void shouldLetNobodyElseHaveIt(String kind, String address) {
    assertThat(lets("aws azure google", kind, "ws", address)).isFalse();
  }

  @Test
  void shouldLetItGoWhereTheOperatorSays() {
    assertThat(
            lets("azure=gateway.example.com", "azure_openai", "ws", "https://gateway.example.com"))
        .isTrue();
    assertThat(
            lets("azure=gateway.example.com", "azure_openai", "ws", "https://r.openai.azure.com"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "w1, https://r.openai.azure.com, true",
    "w1, https://gateway.example.com, false",
    "w2, https://r.openai.azure.com, false",
    "w2, https://gateway.example.com, true",
    "w3, https://r.openai.azure.com, true",
    "w4, https://r.openai.azure.com, false",
  })
  void shouldKeepEveryEntryOfACloud(String workspace, String address, boolean granted) {
    assertThat(
            lets(
                "azure@w1 azure=gateway.example.com@w2 aws azure@w3",
                "azure_openai",
                workspace,
                address))
        .isEqualTo(granted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"google=*-aiplatform.googleapis.com", "azure azure=*gateway.example"})
  void shouldLeaveNoPartOfALabelOpenToTheOperator(String setting) {
    assertThatThrownBy(() -> AmbientIdentities.of(setting))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("ASSAY_AMBIENT_CREDENTIALS cannot be read at ")
        .hasMessageContaining("whole labels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "http", "simulated"})
  void shouldKnowThatOtherKindsSignInWithNone(String kind) {
    assertThat(
            AmbientIdentities.of("aws azure google")
                .refusal(kind, null, "ws", "https://api.openai.com"))
        .get()
        .asString()
        .contains("The kind " + kind);
  }

  @Test
  void shouldSayHowToAllowIt() {
    assertThat(
            AmbientIdentities.of(null)
                .refusal("bedrock", null, "ws", "https://bedrock-runtime.eu-west-1.amazonaws.com"))
        .get()
        .asString()
        .contains("ASSAY_AMBIENT_CREDENTIALS", "aws");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws,amazon", "true", "gcp=*", "aws=a@b@c", "aws@b@c"})
  void shouldKeepAServiceFromStartingWithWhatItCannotRead(String setting) {
    assertThatThrownBy(() -> AmbientIdentities.of(setting))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("ASSAY_AMBIENT_CREDENTIALS");
  }
}
