package dev.assay.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.kind.AnswerDraft;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTest {
  private static final String SECRET = "sk+very/secret=value 0123456789";

  private final SecretForms forms = SecretForms.of(SECRET);

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "user:", "Bearer "})
  void shouldHideBase64WhereverTheSecretBegins(String before) {
    // Given
    byte[] bytes = (before + SECRET + "!").getBytes(StandardCharsets.UTF_8);

    // When / Then nothing is left of which the secret could be read
    for (Base64.Encoder encoder :
        new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
      String text = encoder.encodeToString(bytes);
      assertThat(forms.hide("key " + text + " end")).contains("[redacted]").hasSizeLessThan(35);
    }
  }

  @Test
  void shouldHideItAsItIsAndUrlEncoded() {
    // When / Then
    String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    assertThat(forms.hide("a " + SECRET + " b")).isEqualTo("a [redacted] b");
    assertThat(forms.hide("?key=" + encoded)).isEqualTo("?key=[redacted]");
    assertThat(forms.hide("?key=" + encoded.replace("+", "%20"))).isEqualTo("?key=[redacted]");
    assertThat(forms.hide("nothing")).isEqualTo("nothing");
    assertThat(SecretForms.of(null).hide("nothing")).isEqualTo("nothing");
  }

  @Test
  void shouldHideItInAnswers() {
    // Given
    AnswerDraft echo =
        new AnswerDraft(
            TextNode.valueOf("Your key is " + SECRET),
            JsonText.json("[{\"id\":\"1\",\"name\":\"f\",\"arguments\":\"" + SECRET + "\"}]"),
            "stop",
            null,
            null,
            null,
            SECRET,
            "id-" + SECRET);

    // When
    AnswerDraft clean = forms.hide(echo);

    // Then
    assertThat(clean.toString()).doesNotContain(SECRET);
    assertThat(clean.output().asText()).isEqualTo("Your key is [redacted]");
    assertThat(clean.toolCalls().path(0).path("arguments").asText()).isEqualTo("[redacted]");
    assertThat(clean.requestId()).isEqualTo("id-[redacted]");
  }

  @Test
  void shouldShowNoBeginningOfItInTextThatGrows() {
    // When / Then
    for (int i = 1; i <= SECRET.length(); i++) {
      assertThat(forms.hideGrowing("key: " + SECRET.substring(0, i)))
          .isIn("key: ", "key: [redacted]");
    }
    assertThat(forms.hideGrowing("plain")).isEqualTo("plain");
  }

  @Test
  void shouldLeaveWordsInAnswersThatAreNoRealSecret() {
    // Given a local server that wants any key at all
    AnswerDraft draft =
        new AnswerDraft(
            TextNode.valueOf("The list is EMPTY."), null, "stop", null, null, null, "m", "1");

    // When / Then
    assertThat(SecretForms.of("EMPTY").hide(draft)).isSameAs(draft);
  }
}
