package dev.assay.scoring.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.ecma.EcmaText;
import java.util.List;
import java.util.stream.StreamSupport;

/** The texts an expected value stands for: the elements of an array, else the one value. */
final class Wanted {
  private Wanted() {}

  static List<String> texts(JsonNode expected) {
    return expected.isArray()
        ? StreamSupport.stream(expected.spliterator(), false).map(EcmaText::of).toList()
        : List.of(EcmaText.of(expected));
  }
}
