package dev.assay.worker.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.part.ProviderRef;
import dev.assay.common.testing.JsonText;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.link.secret.MasterKey;
import dev.assay.link.secret.MasterKeys;
import dev.assay.link.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialOpenerTest {
  private static final MasterKeys KEYS =
      MasterKeys.of(Base64.getEncoder().encodeToString(new byte[32]), null, null);

  private static final GrantedVariables GRANTED =
      GrantedVariables.of("KEY=* ABSENT=* HERE=api.example.com@ws");

  private static final AmbientIdentities NONE = AmbientIdentities.of(null);

  private final CredentialOpener opener =
      new CredentialOpener(Map.of("KEY", " from-environment\n")::get, KEYS, GRANTED, NONE);

  private static ProviderRef provider(
      String workspace, String name, ProviderRef.Credential secret) {
    return new ProviderRef(workspace, name, "openai", null, secret, null, null, null, null);
  }

  private static ProviderRef.Credential sealed(String workspace, String name) {
    MasterKey key = KEYS.current().orElseThrow();
    return new ProviderRef.Credential(null, SecretBox.seal(key, workspace, name, "the secret"));
  }

  private static ProviderRef bedrock(String workspace, String url) {
    return new ProviderRef(
        workspace,
        "p",
        "bedrock",
        url,
        ProviderRef.Credential.AMBIENT,
        null,
        JsonText.json("{\"region\":\"eu-west-1\"}"),
        null,
        null);
  }

  @Test
  void shouldLetTheOwnIdentityBeUsedOnlyWhereTheOperatorSaysSo() {
    // Given
    CredentialOpener letting =
        new CredentialOpener(name -> null, KEYS, GRANTED, AmbientIdentities.of("aws@ws"));

    // When, then
    assertThat(letting.open(bedrock("ws", null))).isNull();
    assertThatThrownBy(() -> letting.open(bedrock("other", null)))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("ASSAY_AMBIENT_CREDENTIALS");
    assertThatThrownBy(() -> letting.open(bedrock("ws", "https://evil.example.com")))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("evil.example.com");
    assertThatThrownBy(() -> opener.open(bedrock("ws", null)))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("ASSAY_AMBIENT_CREDENTIALS");
  }

  @Test
  void shouldReadFromTheEnvironment() {
    ProviderRef.Credential credential = new ProviderRef.Credential("KEY", null);
    assertThat(opener.open(provider("ws", "p", credential))).isEqualTo("from-environment");
    assertThat(opener.open(provider("ws", "p", null))).isNull();
  }

  @Test
  void shouldOpenWhatWasSealedForThisProvider() {
    ProviderRef provider = provider("ws", "p", sealed("ws", "p"));
    assertThat(opener.open(provider)).isEqualTo("the secret");
    assertThat(opener.open(provider)).isEqualTo("the secret");
  }

  @Test
  void shouldNotOpenWhatWasSealedForAnother() {
    ProviderRef.Credential stolen = sealed("ws", "p");
    assertThatThrownBy(() -> opener.open(provider("ws", "other", stolen)))
        .isInstanceOf(CredentialException.class);
    assertThatThrownBy(() -> opener.open(provider("other", "p", stolen)))
        .isInstanceOf(CredentialException.class);
  }

  @Test
  void shouldSayWhatIsMissing() {
    CredentialOpener bare =
        new CredentialOpener(name -> null, MasterKeys.of(null, null, null), GRANTED, NONE);
    ProviderRef.Credential credential = sealed("ws", "p");
    assertThatThrownBy(() -> bare.open(provider("ws", "p", credential)))
        .hasMessageContaining(KEYS.current().orElseThrow().id());
    assertThatThrownBy(
            () -> bare.open(provider("ws", "p", new ProviderRef.Credential("ABSENT", null))))
        .hasMessageContaining("ABSENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ASSAY_MASTER_KEY",
        "assay_Broker_Password",
        "QUARKUS_X",
        "_PROD_ASSAY_MASTER_KEY"
      })
  void shouldNotGiveAwayTheWorkersOwnSecrets(String name) {
    // Given
    CredentialOpener full = new CredentialOpener(any -> "own-secret", KEYS, GRANTED, NONE);
    ProviderRef provider = provider("ws", "p", new ProviderRef.Credential(name, null));

    // When, then
    assertThatThrownBy(() -> full.open(provider))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("own-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI_API_KEY, ws, https://api.openai.com/v1, true",
    "OPENAI_API_KEY, ws, , true",
    "OPENAI_API_KEY, ws, https://evil.example/v1, false",
    "OPENAI_API_KEY, ws, http://127.0.0.1:8000/v1, false",
    "HERE, ws, https://api.example.com/x, true",
    "HERE, other, https://api.example.com/x, false",
    "PATH, ws, https://api.example.com/x, false"
  })
  void shouldSendAVariableOnlyWhereTheOperatorLetsIt(
      String name, String workspace, String url, boolean sent) {
    // Given
    CredentialOpener full = new CredentialOpener(any -> "own-secret", KEYS, GRANTED, NONE);
    ProviderRef provider =
        new ProviderRef(
            workspace,
            "p",
            "openai",
            url,
            new ProviderRef.Credential(name, null),
            null,
            null,
            null,
            null);

    // When, then
    if (sent) {
      assertThat(full.open(provider)).isEqualTo("own-secret");
    } else {
      assertThatThrownBy(() -> full.open(provider))
          .isInstanceOf(CredentialException.class)
          .hasMessageContaining(name)
          .hasMessageNotContaining("own-secret");
    }
  }

  @Test
  void shouldOpenOldAndNewSecretsAfterARotation(@TempDir Path folder) throws IOException {
    // Given a worker that runs with one key
    Base64.Encoder base64 = Base64.getEncoder();
    String old = base64.encodeToString(new byte[32]);
    byte[] bytes = new byte[32];
    bytes[0] = 1;
    String fresh = base64.encodeToString(bytes);
    Path file = Files.writeString(folder.resolve("keys"), old + "\n");
    CredentialOpener running =
        new CredentialOpener(name -> null, MasterKeys.of(null, null, file), GRANTED, NONE);
    assertThat(running.open(provider("ws", "p", sealed("ws", "p")))).isEqualTo("the secret");

    // When the key is rotated, and a call under the old envelope is still under way
    Files.writeString(file, fresh + "\n" + old + "\n");
    MasterKey key = MasterKey.parse(fresh, "test");
    ProviderRef.Credential resealed =
        new ProviderRef.Credential(null, SecretBox.seal(key, "ws", "p", "the secret"));

    // Then both open
    assertThat(running.open(provider("ws", "p", resealed))).isEqualTo("the secret");
    assertThat(running.open(provider("ws", "p", sealed("ws", "p")))).isEqualTo("the secret");
  }
}
