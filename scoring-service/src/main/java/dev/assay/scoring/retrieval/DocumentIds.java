package dev.assay.scoring.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.reading.JsonAnswer;
import java.util.ArrayList;
import java.util.List;

/** Reads the ids of documents. An id is a text; a number stands for the text that it prints as. */
final class DocumentIds {
  private DocumentIds() {}

  /**
   * Of documents: objects with an {@code id}.
   *
   * @return an element for each, null for one without an id; null when it is no list
   */
  static List<String> ofDocuments(JsonNode list) {
    return read(list, false);
  }

  /**
   * Of a list that may name them by nothing but their ids, and may be a text that is such a list.
   *
   * @return as {@link #ofDocuments}
   */
  static List<String> of(JsonNode list) {
    if (list == null || list.isArray()) {
      return read(list, true);
    }
    // A list somewhere within a text is rather what it cites than what was found.
    JsonAnswer text = list.isTextual() ? JsonAnswer.container(list, true) : null;
    return text != null && text.found() ? read(text.value(), true) : null;
  }

  private static List<String> read(JsonNode list, boolean bare) {
    if (list == null || !list.isArray()) {
      return null;
    }
    List<String> ids = new ArrayList<>(list.size());
    for (JsonNode one : list) {
      ids.add(id(one.isObject() ? one.path("id") : bare ? one : null));
    }
    return ids;
  }

  private static String id(JsonNode value) {
    if (value == null || !value.isValueNode() || value.isNull() || value.isBoolean()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : EcmaText.of(value);
  }
}
