package dev.assay.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainScalarsTest {
  private enum Colour {
    RED
  }

  private record Fields(
      Integer whole,
      int plainWhole,
      Long large,
      long plainLarge,
      Double fraction,
      double plainFraction,
      Boolean truth,
      boolean plainTruth,
      String text,
      Instant time,
      Colour colour,
      List<String> texts,
      Map<String, String> named,
      List<Integer> wholes,
      Fields below) {}

  private static Fields read(String json) throws JsonProcessingException {
    return Json.strict().readValue(json, Fields.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "whole, 5.9",
        "whole, '\"5\"'",
        "whole, true",
        "whole, '\"\"'",
        "whole, 99999999999",
        "whole, 1e99",
        "plain_whole, 0.5",
        "plain_whole, '\"\"'",
        "large, 99999999999999999999",
        "large, '\"7\"'",
        "plain_large, 1.5",
        "fraction, '\"0.5\"'",
        "fraction, '\"NaN\"'",
        "fraction, '\"\"'",
        "fraction, 1e999",
        "fraction, false",
        "plain_fraction, '\"1\"'",
        "truth, 1",
        "truth, 0.0",
        "truth, '\"true\"'",
        "truth, '\"\"'",
        "plain_truth, 0",
        "plain_truth, '\"\"'",
        "text, 5",
        "text, 5.5",
        "text, true",
        "time, 1700000000000",
        "time, 17.5",
        "time, '\"1700000000000\"'",
        "time, '\"\"'",
        "colour, 0",
        "colour, '\"0\"'",
        "colour, '\"\"'",
        "below, '\"\"'",
        "texts, '\"\"'",
        "named, '\"\"'"
      })
  void shouldMakeNothingOfAnotherType(String field, String value) {
    assertThatThrownBy(() -> read("{\"" + field + "\": " + value + "}"))
        .isInstanceOfSatisfying(
            JsonMappingException.class,
            e ->
                assertThat(e.getPath())
                    .extracting(JsonMappingException.Reference::getFieldName)
                    .containsExactly(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"texts\": [\"a\", 5]}",
        "{\"named\": {\"a\": true}}",
        "{\"wholes\": [1, \"2\"]}",
        "{\"below\": {\"below\": {\"whole\": \"1\"}}}"
      })
  void shouldLookWithinListsAndObjectsToo(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(JsonMappingException.class);
  }

  @Test
  void shouldTakeWhatIsOfTheTypeHoweverItIsWritten() throws Exception {
    Fields read =
        read(
            """
            {"whole": 5.0, "plain_whole": -0, "large": 1e3, "fraction": 5, "plain_fraction": 1E-2,
             "truth": true, "text": "", "time": "2026-01-31T12:00:00Z", "colour": "RED",
             "plain_large": 9223372036854775807}
            """);

    assertThat(read.whole()).isEqualTo(5);
    assertThat(read.large()).isEqualTo(1000);
    assertThat(read.plainLarge()).isEqualTo(Long.MAX_VALUE);
    assertThat(read.fraction()).isEqualTo(5.0);
    assertThat(read.plainFraction()).isEqualTo(0.01);
    assertThat(read.text()).isEmpty();
    assertThat(read.time()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(read.colour()).isEqualTo(Colour.RED);
  }

  @Test
  void shouldTakeANullForWhatIsNotThere() throws Exception {
    Fields read = read("{\"whole\": null, \"text\": null, \"time\": null}");

    assertThat(read.whole()).isNull();
    assertThat(read.plainWhole()).isZero();
    assertThat(read.plainFraction()).isZero();
    assertThat(read.time()).isNull();
  }

  @Test
  void shouldReadTreesOfJsonAlike() throws Exception {
    var tree = Json.mapper().readTree("{\"whole\": 5.0, \"below\": {\"whole\": 5.9}}");

    assertThatThrownBy(() -> Json.strict().treeToValue(tree, Fields.class))
        .hasMessageContaining("below");
  }

  @Test
  void shouldLeaveMessagesBetweenServicesAsTheyAre() throws Exception {
    assertThat(Json.mapper().readValue("{\"text\": 5}", Fields.class).text()).isEqualTo("5");
  }
}
