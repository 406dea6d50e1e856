package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.text.UnstorableText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "\u0000",
        "\uD800",
        "x\uDC00",
        "\uDC00\uD800",
        "\uD83D\uDE00 \uD83D",
        "\\u0000",
        "\\\u0000",
        "plain \uD83D\uDE00"
      })
  void shouldKeepEverythingThatCanBeStored(String text) throws JsonProcessingException {
    // When
    String stored = StorableText.of(text);
    String json = JsonColumns.text(Json.mapper().createObjectNode().put("t", text));
    JsonNode read = Json.mapper().readTree(json);

    // Then
    assertThat(UnstorableText.wrong(stored)).isNull();
    assertThat(UnstorableText.wrongInJson(json)).isNull();
    assertThat(read.path("t").asText()).isEqualTo(stored).hasSameSizeAs(text);
    assertThat(stored.equals(text)).isEqualTo(UnstorableText.wrong(text) == null);
  }

  @Test
  void shouldKeepJsonThatOnlySpeaksOfTheEscape() {
    String json = JsonColumns.text(TextNode.valueOf("\\u0000"));

    assertThat(json).isEqualTo("\"\\\\u0000\"");
  }
}
