package dev.assay.run.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnstorableTextTest {
  record Body(String name, Map<String, JsonNode> metadata, JsonNode any) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a\\u0000b\"} | name",
        "{\"any\":{\"stop\":[\"x\",\"\\u0000\"]}} | any.stop[1]",
        "{\"any\":[[{\"k\":\"\\ud800\"}]]} | any[0][0].k",
        "{\"metadata\":{\"a\\u0000\":1}} | metadata.a\uFFFD",
        "{\"metadata\":{\"a\":\"\\udc00\\ud800\"}} | metadata.a",
        "{\"any\":\"\\ud83d\"} | any",
        "{\"any\":{\"n\":[1, 1e400]}} | any.n[1]",
        "{\"any\":-2.5e308} | any"
      })
  void shouldRefuseWhatCannotBeStoredByItsField(String json, String field) {
    assertThatThrownBy(() -> DoorJson.mapper().readValue(json, Body.class))
        .satisfies(e -> assertThat(root(e).field()).isEqualTo(field));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> DoorJson.mapper().readValue(bytes, Body.class)).isNotNull();
    assertThatThrownBy(
            () -> DoorJson.mapper().readValue(new ByteArrayInputStream(bytes), Body.class))
        .isNotNull();
    assertThatThrownBy(() -> DoorJson.mapper().readTree(new StringReader(json))).isNotNull();
    assertThatThrownBy(() -> DoorJson.mapper().readerFor(Body.class).readValue(bytes)).isNotNull();
  }

  private static UnstorableTextException root(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof UnstorableTextException found) {
        return found;
      }
    }
    throw new AssertionError(e);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"\\\\u0000\"}",
        "{\"name\":\"\\ud83d\\ude00\"}",
        "{\"name\":\"\uD83D\uDE00\"}",
        "{\"name\":\"\\u0001\\u001f\\uffff\"}"
      })
  void shouldTakeWhatCanBeStored(String json) {
    assertThatCode(() -> DoorJson.mapper().readValue(json, Body.class)).doesNotThrowAnyException();
  }

  @Test
  void shouldTellAnEscapedBackslashFromAnEscapedNul() {
    assertThat(UnstorableText.wrongInJson("\"\\\\u0000\"")).isNull();
    assertThat(UnstorableText.wrongInJson("\"\\\\\\u0000\"")).contains("NUL");
    assertThat(UnstorableText.wrongInJson("\"a\\n\\u0000\"")).contains("NUL");
  }

  @Test
  void shouldBoundTokens() {
    String many = "[" + "[],".repeat(Json.MAX_TOKENS / 2) + "[]]";

    assertThatThrownBy(() -> DoorJson.mapper().readTree(many))
        .isInstanceOf(StreamConstraintsException.class)
        .hasMessageContaining("Token count");
    assertThatThrownBy(() -> Json.foreign().readTree(many))
        .isInstanceOf(StreamConstraintsException.class);
    assertThatThrownBy(() -> Json.strict().readTree(many))
        .isInstanceOf(StreamConstraintsException.class);
  }
}
