package dev.assay.worker.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.message.ProviderRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialOpenerTest {
  private static final byte[] KEY = new byte[32];
  private static final byte[] NONCE = "twelve bytes".getBytes(StandardCharsets.US_ASCII);

  private final CredentialOpener opener =
      new CredentialOpener(
          Map.of("KEY", " from-environment\n")::get,
          MasterKey.find(Base64.getEncoder().encodeToString(KEY), Optional.empty()));

  private static ProviderRef provider(
      String workspace, String name, ProviderRef.Credential secret) {
    return new ProviderRef(workspace, name, "openai", null, secret, null, null, null, null);
  }

  private static ProviderRef.Credential sealed(String context) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, NONCE));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = cipher.doFinal("the secret".getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return new ProviderRef.Credential(
        null,
        new ProviderRef.SealedSecret(
            "k1", base64.encodeToString(NONCE), base64.encodeToString(bytes)));
  }

  @Test
  void shouldReadFromTheEnvironment() {
    ProviderRef.Credential credential = new ProviderRef.Credential("KEY", null);
    assertThat(opener.open(provider("ws", "p", credential))).isEqualTo("from-environment");
    assertThat(opener.open(provider("ws", "p", null))).isNull();
  }

  @Test
  void shouldOpenWhatWasSealedForThisProvider() throws Exception {
    ProviderRef provider = provider("ws", "p", sealed("ws/p"));
    assertThat(opener.open(provider)).isEqualTo("the secret");
    assertThat(opener.open(provider)).isEqualTo("the secret");
  }

  @Test
  void shouldNotOpenWhatWasSealedForAnother() throws Exception {
    ProviderRef.Credential stolen = sealed("ws/p");
    assertThatThrownBy(() -> opener.open(provider("ws", "other", stolen)))
        .isInstanceOf(CredentialException.class);
    assertThatThrownBy(() -> opener.open(provider("other", "p", stolen)))
        .isInstanceOf(CredentialException.class);
  }

  @Test
  void shouldSayWhatIsMissing() throws Exception {
    CredentialOpener bare = new CredentialOpener(name -> null, Optional.empty());
    ProviderRef.Credential credential = sealed("ws/p");
    assertThatThrownBy(() -> bare.open(provider("ws", "p", credential)))
        .hasMessageContaining("no master key");
    assertThatThrownBy(
            () -> bare.open(provider("ws", "p", new ProviderRef.Credential("ABSENT", null))))
        .hasMessageContaining("ABSENT");
  }

  @Test
  void shouldReadTheMasterKeyFromAFileAndRefuseABadOne(@TempDir Path folder) throws Exception {
    Path good =
        Files.writeString(folder.resolve("good"), Base64.getEncoder().encodeToString(KEY) + "\n");
    Path bad = Files.writeString(folder.resolve("bad"), "c2hvcnQ=");
    assertThat(MasterKey.find(null, Optional.of(good))).isPresent();
    assertThatThrownBy(() -> MasterKey.find(null, Optional.of(bad)))
        .hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> MasterKey.find("not base64!", Optional.empty()))
        .hasMessageNotContaining("not base64!");
    assertThat(MasterKey.find(null, Optional.empty())).isEmpty();
  }
}
