package dev.assay.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Cloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of Bedrock that are signed with what the worker is at AWS. */
class AwsIdentityTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/evaluations";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String KEYS =
      "{\"AccessKeyId\":\"ASIAOFTHEAGENT\",\"SecretAccessKey\":\""
          + SECRET
          + "\",\"Token\":\"session-of-the-agent\",\"Expiration\":\"2099-01-01T00:00:00Z\"}";
  private static final String ASSUMED =
      "<AssumeRoleWithWebIdentityResponse"
          + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleWithWebIdentityResult>"
          + "<Audience>sts.amazonaws.com</Audience><Credentials><SessionToken>session-of-the-role"
          + "</SessionToken><SecretAccessKey>"
          + SECRET
          + "</SecretAccessKey><Expiration>2099-01-01T00:00:00Z</Expiration>"
          + "<AccessKeyId>ASIAOFTHEROLE</AccessKeyId></Credentials>"
          + "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";

  @TempDir private Path home;
  private Cloud cloud;

  @BeforeEach
  void start() {
    cloud = new Cloud(home.toString());
    cloud.model(
        "/model/.*",
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"42\"}]}},"
            + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":9,\"outputTokens\":1}}");
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private ModelReply ask() {
    return cloud.call(bedrock());
  }

  private Calls bedrock() {
    return cloud
        .own("bedrock")
        .model("amazon.nova-lite-v1:0")
        .options("{\"region\":\"eu-west-1\"}");
  }

  private void assertSignedBy(String keyId, String session) {
    LoggedRequest call = cloud.onlyAsked("/model/.*");
    assertThat(call.getHeader("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=" + keyId + "/")
        .contains("/eu-west-1/bedrock/aws4_request");
    assertThat(call.getHeader("x-amz-security-token")).isEqualTo(session);
  }

  private Path file(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void webIdentity() throws IOException {
    cloud
        .with("AWS_ROLE_ARN", ROLE)
        .with("AWS_WEB_IDENTITY_TOKEN_FILE", file("token", "eyJ.of.kubernetes\n").toString())
        .with("AWS_ENDPOINT_URL_STS", cloud.url());
  }

  @Test
  void shouldTakeTheKeysOfTheEnvironmentFirst() throws IOException {
    // Given
    webIdentity();
    cloud
        .with("AWS_ACCESS_KEY_ID", "AKIAOFTHEENVIRONMENT")
        .with("AWS_SECRET_ACCESS_KEY", SECRET)
        .with("AWS_SESSION_TOKEN", "session-of-the-environment");

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertSignedBy("AKIAOFTHEENVIRONMENT", "session-of-the-environment");
  }

  @Test
  void shouldAssumeTheRoleOfItsServiceAccountOnceForAllCalls() throws IOException {
    // Given
    webIdentity();
    cloud.answers("/", 200, ASSUMED);

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertSignedBy("ASIAOFTHEROLE", "session-of-the-role");
    cloud.call(bedrock());
    assertThat(Cloud.form(cloud.onlyAsked("/")))
        .containsEntry("Action", "AssumeRoleWithWebIdentity")
        .containsEntry("Version", "2011-06-15")
        .containsEntry("RoleArn", ROLE)
        .containsEntry("RoleSessionName", "assay-worker")
        .containsEntry("WebIdentityToken", "eyJ.of.kubernetes");
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidIdentityToken, AUTH, PROVIDER_AUTH",
    "403, AccessDenied, AUTH, PROVIDER_AUTH",
    "400, IDPCommunicationError, TRANSIENT, PROVIDER_UNREACHABLE",
    "400, Throttling, TRANSIENT, PROVIDER_UNREACHABLE",
    "503, ServiceUnavailable, TRANSIENT, PROVIDER_UNREACHABLE",
  })
  void shouldTellWhetherAskingAgainHelps(
      int status, String code, OutcomeClass outcome, ErrorCode failure) throws IOException {
    // Given
    webIdentity();
    cloud.answers(
        "/",
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>Words of STS</Message></Error></ErrorResponse>");

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.failure().code()).isEqualTo(failure);
    assertThat(reply.failure().message())
        .startsWith("Provider acme: AWS STS answered " + status)
        .contains(code, "Words of STS")
        .doesNotContain("eyJ.of.kubernetes");
    assertThat(reply.attempts()).hasSize(1);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(outcome);
    assertThat(reply.attempts().get(0).outcomeUnknown()).isFalse();
    assertThat(cloud.asked("/model/.*")).isEmpty();
  }

  @Test
  void shouldReadTheSharedProfile() throws IOException {
    // Given
    file(".aws/config", "[default]\nregion = eu-west-1\n[profile team]\nregion = us-east-1\n");
    file(
        ".aws/credentials",
        "[default]\naws_access_key_id = AKIAOFTHEDEFAULT\naws_secret_access_key = x\n"
            + "[team]\n# of the team\naws_access_key_id=AKIAOFTHETEAM\naws_secret_access_key = "
            + SECRET
            + "\n");
    cloud.with("AWS_PROFILE", "team");

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertSignedBy("AKIAOFTHETEAM", null);
  }

  @Test
  void shouldSayThatAProfileWithoutKeysIsNotFollowed() throws IOException {
    // Given
    file(".aws/config", "[default]\nrole_arn = " + ROLE + "\nsource_profile = other\n");

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.failure().message()).contains("the profile default of AWS holds no keys");
  }

  @Test
  void shouldAskTheAgentOfItsContainerWithThePermissionInAFile() throws IOException {
    // Given
    cloud
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", cloud.url() + "/v1/credentials")
        .with(
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            file("pod-token", "permission-of-the-pod\n").toString())
        .answers("/v1/credentials", 200, KEYS);

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertSignedBy("ASIAOFTHEAGENT", "session-of-the-agent");
    assertThat(cloud.onlyAsked("/v1/credentials").getHeader("authorization"))
        .isEqualTo("permission-of-the-pod");
  }

  @Test
  void shouldNotSendThatPermissionAcrossANetworkInPlainText() {
    // Given
    cloud
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://agent.example.com/v1/credentials")
        .with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "permission-of-the-pod");

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.failure().message()).contains("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  }

  @Test
  void shouldAskTheMetadataOfItsInstanceLast() {
    // Given
    String path = "/latest/meta-data/iam/security-credentials/";
    cloud
        .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", cloud.url())
        .answers("/latest/api/token", 200, "session-of-metadata")
        .answers(path, 200, "role-of-the-instance")
        .answers(path + "role-of-the-instance", 200, KEYS);

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertSignedBy("ASIAOFTHEAGENT", "session-of-the-agent");
    assertThat(cloud.onlyAsked("/latest/api/token").getMethod().getName()).isEqualTo("PUT");
    assertThat(cloud.onlyAsked(path).getHeader("x-aws-ec2-metadata-token"))
        .isEqualTo("session-of-metadata");
  }

  @Test
  void shouldUseNothingThatTheOperatorDoesNotLetGo() {
    // Given
    cloud
        .with("ASSAY_AMBIENT_CREDENTIALS", "azure google")
        .with("AWS_ACCESS_KEY_ID", "AKIAOFTHEENVIRONMENT")
        .with("AWS_SECRET_ACCESS_KEY", SECRET);

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_AUTH);
    assertThat(reply.failure().message()).contains("ASSAY_AMBIENT_CREDENTIALS");
    assertThat(reply.attempts()).isEmpty();
    assertThat(cloud.asked(".*")).isEmpty();
  }

  @Test
  void shouldCutTheSessionOutOfWhatAProviderSaysBack() {
    // Given
    cloud
        .with("AWS_ACCESS_KEY_ID", "AKIAOFTHEENVIRONMENT")
        .with("AWS_SECRET_ACCESS_KEY", SECRET)
        .with("AWS_SESSION_TOKEN", "session-of-the-environment")
        .answers(
            "/model/amazon.nova-lite-v1%3A0/converse",
            403,
            "{\"message\":\"token session-of-the-environment of " + SECRET + " is not valid\"}");

    // When
    ModelReply reply = ask();

    // Then
    assertThat(reply.toString())
        .contains("is not valid")
        .doesNotContain("session-of-the-environment")
        .doesNotContain(SECRET);
  }
}
