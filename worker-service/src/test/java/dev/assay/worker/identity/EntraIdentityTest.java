package dev.assay.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Cloud;
import dev.assay.worker.testing.ScriptedKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of Azure's models with a token of Entra ID. */
class EntraIdentityTest {
  private static final String TENANT = "8f1c0d7e-0000-4000-8000-000000000001";
  private static final String CLIENT = "8f1c0d7e-0000-4000-8000-000000000002";
  private static final String SECRET = "secret~of:the-application.";
  private static final String TOKENS = "/" + TENANT + "/oauth2/v2.0/token";
  private static final String TOKEN =
      "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"token-of-entra\"}";
  private static final String MODELS = "/openai/.*";

  @TempDir private Path home;
  private Cloud cloud;

  @BeforeEach
  void start() {
    cloud = new Cloud(home.toString());
    cloud.with("AZURE_AUTHORITY_HOST", cloud.url() + "/");
    cloud.model(MODELS, ScriptedKind.completion("42"));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private Calls own() {
    return cloud.own("azure_openai").options("{\"deployment\":\"prod\"}");
  }

  private Calls given() {
    cloud.with("GIVEN", TENANT + ":" + CLIENT + ":" + SECRET);
    return own().credential(new ProviderRef.Credential("GIVEN", null));
  }

  private void assertAnswered(ModelReply reply) {
    assertThat(reply.answer()).as(reply.toString()).isNotNull();
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(cloud.onlyAsked(MODELS).getHeader("authorization"))
        .isEqualTo("Bearer token-of-entra");
    assertThat(cloud.onlyAsked(MODELS).getHeader("api-key")).isNull();
  }

  @Test
  void shouldExchangeTheSecretOfAnApplication() {
    // Given
    cloud.answers(TOKENS, 200, TOKEN);

    // When
    ModelReply reply = cloud.call(given());

    // Then
    assertAnswered(reply);
    assertThat(Cloud.form(cloud.onlyAsked(TOKENS)))
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("client_id", CLIENT)
        .containsEntry("client_secret", SECRET)
        .containsEntry("scope", "https://cognitiveservices.azure.com/.default");
  }

  @Test
  void shouldSendAKeyAsItIs() {
    // When
    ModelReply reply = cloud.call(own().credential(new ProviderRef.Credential("KEY", null)));

    // Then
    assertThat(reply.answer()).isNotNull();
    assertThat(cloud.onlyAsked(MODELS).getHeader("api-key")).isEqualTo("top-secret-value");
  }

  @Test
  void shouldUseTheSecretInItsEnvironmentFirst() {
    // Given
    cloud
        .with("AZURE_TENANT_ID", TENANT)
        .with("AZURE_CLIENT_ID", CLIENT)
        .with("AZURE_CLIENT_SECRET", SECRET)
        .with("AZURE_FEDERATED_TOKEN_FILE", home.resolve("absent").toString())
        .answers(TOKENS, 200, TOKEN);

    // When
    ModelReply reply = cloud.call(own());

    // Then
    assertAnswered(reply);
    assertThat(Cloud.form(cloud.onlyAsked(TOKENS))).containsEntry("client_secret", SECRET);
  }

  @Test
  void shouldFederateWithTheTokenOfItsServiceAccount() throws IOException {
    // Given
    Path token = Files.writeString(home.resolve("token"), "eyJ.of.kubernetes\n");
    cloud
        .with("AZURE_TENANT_ID", TENANT)
        .with("AZURE_CLIENT_ID", CLIENT)
        .with("AZURE_FEDERATED_TOKEN_FILE", token.toString())
        .answers(TOKENS, 200, TOKEN);

    // When
    ModelReply reply = cloud.call(own());

    // Then
    assertAnswered(reply);
    assertThat(Cloud.form(cloud.onlyAsked(TOKENS)))
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .containsEntry("client_assertion", "eyJ.of.kubernetes")
        .doesNotContainKey("client_secret");
  }

  @Test
  void shouldAskTheMetadataOfItsInstance() {
    // Given
    String path = "/metadata/identity/oauth2/token";
    cloud
        .with("AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.url())
        .with("AZURE_CLIENT_ID", CLIENT)
        .answers(
            path,
            200,
            "{\"access_token\":\"token-of-entra\",\"expires_in\":\"86399\","
                + "\"expires_on\":\"4102444800\"}");

    // When
    ModelReply reply = cloud.call(own());

    // Then
    assertAnswered(reply);
    assertThat(cloud.onlyAsked(path).getHeader("metadata")).isEqualTo("true");
    assertThat(cloud.onlyAsked(path).getUrl())
        .contains("resource=https%3A%2F%2Fcognitiveservices.azure.com")
        .contains("client_id=" + CLIENT);
  }

  @Test
  void shouldAskTheEndpointOfItsAppService() {
    // Given
    cloud
        .with("IDENTITY_ENDPOINT", cloud.url() + "/msi/token")
        .with("IDENTITY_HEADER", "header-of-the-app")
        .answers(
            "/msi/token",
            200,
            "{\"access_token\":\"token-of-entra\",\"expires_on\":\"4102444800\"}");

    // When
    ModelReply reply = cloud.call(own());

    // Then
    assertAnswered(reply);
    assertThat(cloud.onlyAsked("/msi/token").getHeader("x-identity-header"))
        .isEqualTo("header-of-the-app");
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_client, AUTH, PROVIDER_AUTH",
    "400, invalid_scope, AUTH, PROVIDER_AUTH",
    "400, temporarily_unavailable, TRANSIENT, PROVIDER_UNREACHABLE",
    "429, too_many_requests, TRANSIENT, PROVIDER_UNREACHABLE",
    "500, server_error, TRANSIENT, PROVIDER_UNREACHABLE",
  })
  void shouldTellWhetherAskingAgainHelps(
      int status, String error, OutcomeClass outcome, ErrorCode failure) {
    // Given
    cloud.answers(
        TOKENS,
        status,
        "{\"error\":\""
            + error
            + "\",\"error_description\":\"AADSTS7000215: not "
            + SECRET
            + "\"}");

    // When
    ModelReply reply = cloud.call(given());

    // Then
    assertThat(reply.failure().code()).isEqualTo(failure);
    assertThat(reply.failure().message())
        .startsWith("Provider acme: Entra ID answered " + status + ", " + error)
        .contains("AADSTS7000215");
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(outcome);
    assertThat(cloud.asked(MODELS)).isEmpty();
  }

  @Test
  void shouldTryAgainWhileEntraIsAway() {
    // Given
    cloud.answers(TOKENS, 503, "");

    // When
    ModelReply reply = cloud.call(given().attempts(2));

    // Then
    assertThat(reply.attempts())
        .extracting(attempt -> attempt.outcome())
        .containsExactly(OutcomeClass.TRANSIENT, OutcomeClass.TRANSIENT);
  }

  @Test
  void shouldHaveAnotherTokenMadeOfOneThatTheModelRefuses() {
    // Given
    cloud
        .answers(TOKENS, 200, TOKEN.replace("token-of-entra", "token-revoked"))
        .answers(
            "/openai/deployments/prod/chat/completions",
            401,
            "{\"error\":{\"code\":\"401\",\"message\":\"The token was revoked.\"}}");
    Calls call = given();
    assertThat(cloud.call(call).attempts().get(0).outcome()).isEqualTo(OutcomeClass.AUTH);

    // When another account asks, since the first one is closed for a while
    cloud.answers(TOKENS, 200, TOKEN).model(MODELS, ScriptedKind.completion("42"));
    ModelReply reply = cloud.call(call.workspace("other"));

    // Then
    assertThat(reply.answer()).as(reply.toString()).isNotNull();
    assertThat(cloud.asked(MODELS))
        .extracting(request -> request.getHeader("authorization"))
        .containsExactly("Bearer token-revoked", "Bearer token-of-entra");
    assertThat(cloud.asked(TOKENS)).hasSize(2);
  }

  @Test
  void shouldTakeItsMetadataThatIsNotReadyForTransient() {
    // Given
    cloud
        .with("AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.url())
        .answers("/metadata/identity/oauth2/token", 410, "");

    // When
    ModelReply reply = cloud.call(own());

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
  }
}
