package dev.assay.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Cloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of Google's models with a token of Google Cloud. */
class GoogleIdentityTest {
  private static final String MODELS = "/v1beta/models/.*";
  private static final String TOKEN =
      "{\"access_token\":\"token-of-google\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
  private static KeyPair pair;

  @TempDir private Path home;
  private Cloud cloud;

  @BeforeAll
  static void makeKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    pair = generator.generateKeyPair();
  }

  @BeforeEach
  void start() {
    cloud = new Cloud(home.toString());
    cloud.model(
        MODELS,
        "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"42\"}]},"
            + "\"finishReason\":\"STOP\"}]}");
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private Calls own() {
    return cloud.own("gemini").model("gemini-x");
  }

  private Calls given(String secret) {
    cloud.with("GIVEN", secret);
    return own().credential(new ProviderRef.Credential("GIVEN", null));
  }

  private ObjectNode serviceAccount() {
    String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "service_account")
        .put("project_id", "evaluations")
        .put("private_key_id", "key-1")
        .put(
            "private_key", "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
        .put("client_email", "worker@evaluations.iam.gserviceaccount.com")
        .put("token_uri", cloud.url() + "/token");
  }

  private Path file(JsonNode json) throws IOException {
    return Files.writeString(home.resolve("google.json"), json.toString());
  }

  private void assertAnswered(ModelReply reply) {
    assertThat(reply.answer()).as(reply.toString()).isNotNull();
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(cloud.onlyAsked(MODELS).getHeader("authorization"))
        .isEqualTo("Bearer token-of-google");
    assertThat(cloud.onlyAsked(MODELS).getHeader("x-goog-api-key")).isNull();
  }

  private static JsonNode part(String jwt, int number) {
    byte[] text = Base64.getUrlDecoder().decode(jwt.split("\\.")[number]);
    return JsonText.json(new String(text, StandardCharsets.UTF_8));
  }

  @Test
  void shouldSignForAServiceAccountWhoseKeyIsTheCredential() throws GeneralSecurityException {
    // Given
    cloud.answers("/token", 200, TOKEN);

    // When
    ModelReply reply = cloud.call(given(serviceAccount().toString()));

    // Then
    assertAnswered(reply);
    var form = Cloud.form(cloud.onlyAsked("/token"));
    assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    String jwt = form.get("assertion");
    assertThat(part(jwt, 0).toString())
        .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}");
    assertThat(part(jwt, 1).path("iss").asText())
        .isEqualTo("worker@evaluations.iam.gserviceaccount.com");
    assertThat(part(jwt, 1).path("aud").asText()).isEqualTo(cloud.url() + "/token");
    assertThat(part(jwt, 1).path("scope").asText())
        .isEqualTo("https://www.googleapis.com/auth/cloud-platform");
    assertThat(part(jwt, 1).path("exp").asLong() - part(jwt, 1).path("iat").asLong())
        .isEqualTo(3_600);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update(jwt.substring(0, jwt.lastIndexOf('.')).getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt.split("\\.")[2]))).isTrue();
  }

  @Test
  void shouldSendAKeyAsItIs() {
    // When
    ModelReply reply = cloud.call(own().credential(new ProviderRef.Credential("KEY", null)));

    // Then
    assertThat(reply.answer()).isNotNull();
    assertThat(cloud.onlyAsked(MODELS).getHeader("x-goog-api-key")).isEqualTo("top-secret-value");
  }

  @Test
  void shouldReadNoFileThatAUserNames() throws IOException {
    // Given
    Files.writeString(home.resolve("token"), "file-of-the-worker");
    ObjectNode config = federation().put("token_url", cloud.url() + "/sts");

    // When
    ModelReply reply = cloud.call(given(config.toString()));

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.failure().message()).contains("external_account");
    assertThat(cloud.asked(".*")).isEmpty();
  }

  @Test
  void shouldSendNoAssertionWhereCallsOfUsersMayNotGo() {
    // Given
    ObjectNode key = serviceAccount().put("token_uri", "http://169.254.169.254/token");

    // When
    ModelReply reply = cloud.call(given(key.toString()));

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.failure().message()).contains("metadata");
  }

  @Test
  void shouldNotRepeatAKeyThatItCannotRead() {
    // When
    ModelReply broken = cloud.call(given("{\"type\":\"service_account\", with-a-secret"));

    // Then
    assertThat(broken.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(broken.failure().message())
        .contains("no JSON of Google Cloud")
        .doesNotContain("with-a-secret");
  }

  @Test
  void shouldUseTheFileThatItsEnvironmentNames() throws IOException {
    // Given
    cloud
        .with("GOOGLE_APPLICATION_CREDENTIALS", file(serviceAccount()).toString())
        .answers("/token", 200, TOKEN);

    // When, then
    assertAnswered(cloud.call(own()));
  }

  @Test
  void shouldUseTheFileOfGcloud() throws IOException {
    // Given
    Path folder = Files.createDirectories(home.resolve(".config/gcloud"));
    Files.writeString(
        folder.resolve("application_default_credentials.json"),
        "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":\"s\","
            + "\"refresh_token\":\"r\",\"token_uri\":\""
            + cloud.url()
            + "/token\"}");
    cloud.answers("/token", 200, TOKEN);

    // When, then
    assertAnswered(cloud.call(own()));
    assertThat(Cloud.form(cloud.onlyAsked("/token")))
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", "r");
  }

  private ObjectNode federation() {
    ObjectNode config =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "external_account")
            .put("audience", "//iam.googleapis.com/pools/p/providers/q")
            .put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")
            .put("token_url", cloud.url() + "/sts");
    config
        .putObject("credential_source")
        .put("file", home.resolve("token").toString())
        .putObject("format")
        .put("type", "json")
        .put("subject_token_field_name", "id");
    return config;
  }

  @Test
  void shouldExchangeATokenInAFileForThatOfAServiceAccount() throws IOException {
    // Given
    Files.writeString(home.resolve("token"), "{\"id\":\"eyJ.of.kubernetes\"}");
    ObjectNode config =
        federation().put("service_account_impersonation_url", cloud.url() + "/impersonate");
    cloud
        .with("GOOGLE_APPLICATION_CREDENTIALS", file(config).toString())
        .answers("/sts", 200, "{\"access_token\":\"federated\",\"expires_in\":3600}")
        .answers(
            "/impersonate",
            200,
            "{\"accessToken\":\"token-of-google\",\"expireTime\":\"2099-01-01T00:00:00Z\"}");

    // When, then
    assertAnswered(cloud.call(own()));
    assertThat(Cloud.form(cloud.onlyAsked("/sts")))
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .containsEntry("audience", "//iam.googleapis.com/pools/p/providers/q")
        .containsEntry("subject_token", "eyJ.of.kubernetes")
        .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
    assertThat(cloud.onlyAsked("/impersonate").getHeader("authorization"))
        .isEqualTo("Bearer federated");
  }

  @Test
  void shouldAskTheMetadataServerLast() {
    // Given
    String path = "/computeMetadata/v1/instance/service-accounts/default/token";
    cloud.with("GCE_METADATA_HOST", cloud.host()).answers(path, 200, TOKEN);

    // When, then
    assertAnswered(cloud.call(own()));
    assertThat(cloud.onlyAsked(path).getHeader("metadata-flavor")).isEqualTo("Google");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, AUTH, PROVIDER_AUTH",
    "401, unauthorized_client, AUTH, PROVIDER_AUTH",
    "400, temporarily_unavailable, TRANSIENT, PROVIDER_UNREACHABLE",
    "503, backend_error, TRANSIENT, PROVIDER_UNREACHABLE",
  })
  void shouldTellWhetherAskingAgainHelps(
      int status, String error, OutcomeClass outcome, ErrorCode failure) {
    // Given
    cloud.answers(
        "/token",
        status,
        "{\"error\":\"" + error + "\",\"error_description\":\"Invalid JWT Signature.\"}");

    // When
    ModelReply reply = cloud.call(given(serviceAccount().toString()));

    // Then
    assertThat(reply.failure().code()).isEqualTo(failure);
    assertThat(reply.failure().message())
        .startsWith("Provider acme: Google's token service answered " + status + ", " + error);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(outcome);
    assertThat(cloud.asked(MODELS)).isEmpty();
  }
}
