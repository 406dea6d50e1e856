package dev.assay.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.ProviderRef;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
  private static final ProviderRef PROVIDER =
      new ProviderRef(
          "ws",
          "acme",
          "openai",
          null,
          null,
          Map.of("x-team", "team-header-value"),
          null,
          null,
          null);

  private static String clean(String text) {
    return Redactor.clean(text, "the-secret-of-this-provider", PROVIDER);
  }

  @ParameterizedTest
  @CsvSource({
    "Incorrect API key provided: sk-proj-abcdefgh12345678, sk-proj-abcdefgh12345678",
    "use api_key=abcdef1234 in the URL, abcdef1234",
    "use api-key: abcdef1234, abcdef1234",
    "header was Bearer abcdef1234, abcdef1234",
    "you sent the-secret-of-this-provider, the-secret-of-this-provider",
    "team-header-value is not known, team-header-value"
  })
  void shouldCutOutWhatLooksLikeASecret(String words, String secret) {
    assertThat(clean(words)).contains("[redacted]").doesNotContain(secret);
  }

  @Test
  void shouldLeaveOtherWordsAsTheyAre() {
    assertThat(clean("The model sketch-1 is not known, ask-me does it."))
        .isEqualTo("The model sketch-1 is not known, ask-me does it.");
  }

  @Test
  void shouldCutOutThePartsOfASecretOfSeveral() {
    // Given a gateway that says the session token back
    String secret = "AKIAEXAMPLE:wJalrXUtnFEMI/K7MDENG:session-token-of-the-example";

    // When
    String words = Redactor.clean("token session-token-of-the-example refused", secret, PROVIDER);

    // Then
    assertThat(words).isEqualTo("token [redacted] refused");
    assertThat(SecretForms.of(secret).hide("K: wJalrXUtnFEMI/K7MDENG."))
        .isEqualTo("K: [redacted].");
    assertThat(SecretForms.of(secret).hide("AKIAEXAMPLE is a name"))
        .isEqualTo("AKIAEXAMPLE is a name");
  }
}
