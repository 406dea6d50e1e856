package dev.assay.link.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.part.ProviderRef.SealedSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several keys, of which one seals. */
class MasterKeysTest {
  private static final String ONE = key(1);
  private static final String TWO = key(2);
  private static final String THREE = key(3);

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String id(String key) {
    return MasterKey.parse(key, "test").id();
  }

  @Test
  void shouldSealUnderTheCurrentKeyAndOpenWithPreviousOnes(@TempDir Path folder)
      throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("keys"), "# old ones\n\n" + THREE + "\n");
    MasterKeys before = MasterKeys.of(TWO, null, null);
    SealedSecret sealed =
        SecretBox.seal(before.current().orElseThrow(), "ws", "acme", "the secret");

    // When
    MasterKeys keys = MasterKeys.of(ONE, TWO + ", ", file);

    // Then
    assertThat(keys.current().orElseThrow().id()).isEqualTo(id(ONE)).matches("[0-9a-f]{8}");
    assertThat(sealed.keyId()).isEqualTo(id(TWO));
    assertThat(SecretBox.open(keys, "ws", "acme", sealed)).isEqualTo("the secret");
    assertThat(keys.byId(id(THREE))).isPresent();
  }

  @Test
  void shouldTakeTheFirstLineOfTheFileAsTheCurrentKey(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("keys"), ONE + "\n" + TWO + "\n");

    // When / Then
    assertThat(MasterKeys.of(" ", null, file).current().orElseThrow().id()).isEqualTo(id(ONE));
  }

  @Test
  void shouldReadTheFileAgainForAKeyItDoesNotKnow(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("keys"), ONE);
    MasterKeys keys = MasterKeys.of(null, null, file);

    // When the file has a new current key and is broken for a moment
    Files.writeString(file, "not a key");
    assertThat(keys.byId(id(ONE))).isPresent();
    assertThat(keys.byId(id(TWO))).isEmpty();
    Files.writeString(file, TWO + "\n" + ONE);

    // Then it is known, and the old one stays
    assertThat(keys.byId(id(TWO))).isPresent();
    assertThat(keys.current().orElseThrow().id()).isEqualTo(id(TWO));
    assertThat(keys.byId(id(ONE))).isPresent();
  }

  @Test
  void shouldOpenForTheSameProviderOnly() {
    // Given
    MasterKeys keys = MasterKeys.of(ONE, null, null);
    SealedSecret sealed = SecretBox.seal(keys.current().orElseThrow(), "ws", "acme", "s");

    // When / Then
    assertThatThrownBy(() -> SecretBox.open(keys, "ws", "other", sealed))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining(id(ONE));
    assertThatThrownBy(() -> SecretBox.open(MasterKeys.of(TWO, null, null), "ws", "acme", sealed))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining(id(ONE))
        .hasMessageContaining("ASSAY_MASTER_KEYS_PREVIOUS");
  }

  @Test
  void shouldRefuseWhatIsNoKeyWithoutQuotingIt(@TempDir Path folder) {
    // When / Then
    assertThatThrownBy(() -> MasterKeys.of("c2hvcnQ=", null, null))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(() -> MasterKeys.of(ONE, "not base64!", null))
        .hasMessageContaining("ASSAY_MASTER_KEYS_PREVIOUS")
        .hasMessageNotContaining("not base64!")
        .hasNoCause();
    assertThatThrownBy(() -> MasterKeys.of(null, null, folder.resolve("none")))
        .hasMessageContaining("none");
    assertThat(MasterKeys.of(null, null, null).current()).isEmpty();
    assertThat(MasterKey.parse(ONE, "test").toString()).doesNotContain(ONE);
  }
}
