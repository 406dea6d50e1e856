package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.UnitRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemHintTest {
  private static final String ITEM =
      "{\"input\":\"q0\",\"expected\":\"a0\",\"extra\":{\"customer\":\"Ann\"}}";

  private static JsonNode json(String text) throws JsonProcessingException {
    return text == null ? null : Json.mapper().readTree(text);
  }

  private static JsonNode hint(String options) throws JsonProcessingException {
    ClaimedUnit unit =
        new ClaimedUnit(
            new UnitRef(Ids.next(), 0, 1), 1, 0, "i-7", "billing", null, ITEM, 0, null, 0, 0, 0);
    return ItemHint.of(json(options), unit, json(ITEM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"body\":{\"c\":[\"{{item.extra.customer}}\"]}}",
        "{\"body\":\"{{ item }}\"}",
        "{\"path\":\"/{{item.id}}\"}"
      })
  void shouldGiveTheItemWithoutWhatIsExpectedWhenATemplateNamesIt(String options)
      throws JsonProcessingException {
    assertThat(hint(options))
        .isEqualTo(
            json(
                "{\"input\":\"q0\",\"extra\":{\"customer\":\"Ann\"},\"id\":\"i-7\","
                    + "\"section\":\"billing\"}"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"{}", "{\"body\":{\"q\":\"{{input}}\"}}", "{\"body\":\"{{items}}\"}"})
  void shouldGiveNothingToTemplatesThatDoNotNameIt(String options) throws JsonProcessingException {
    assertThat(hint(options)).isNull();
  }

  @Test
  void shouldLeaveTheItemItselfAsItIs() throws JsonProcessingException {
    // Given
    JsonNode body = json(ITEM);
    ClaimedUnit unit =
        new ClaimedUnit(
            new UnitRef(Ids.next(), 0, 1), 1, 0, "i-7", null, null, ITEM, 0, null, 0, 0, 0);

    // When
    JsonNode hint = ItemHint.of(json("{\"body\":\"{{item}}\"}"), unit, body);

    // Then
    assertThat(hint.has("expected")).isFalse();
    assertThat(body.has("expected")).isTrue();
  }
}
