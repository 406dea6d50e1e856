package dev.assay.scoring.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.Params;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The values that are looked for; never blank ones, which every text has. */
final class Wanted {
  private Wanted() {}

  /**
   * Of an expected value: the elements of an array, else the one value; blank ones are left out.
   */
  static List<JsonNode> values(JsonNode expected) {
    Stream<JsonNode> all =
        expected.isArray()
            ? StreamSupport.stream(expected.spliterator(), false)
            : Stream.of(expected);
    return all.filter(value -> !value.isNull() && !Blank.isBlank(EcmaText.of(value))).toList();
  }

  /**
   * The texts of the parameter {@code value}, null when absent.
   *
   * @throws BadParamsException when one of them is blank
   */
  static List<String> given(Params params) {
    List<String> texts = params.texts("value");
    if (texts != null && texts.stream().anyMatch(Blank::isBlank)) {
      throw new BadParamsException(
          "value has a blank text, which every answer would contain: leave it out.");
    }
    return texts;
  }
}
