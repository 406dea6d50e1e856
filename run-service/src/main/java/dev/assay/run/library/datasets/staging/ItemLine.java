package dev.assay.run.library.datasets.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;

/** An item as one line of JSON: as it is hashed, exported and shown. */
public final class ItemLine {
  private ItemLine() {}

  /** The object {@code {"id", "section"?, "label"?, …body}}, without a line end. */
  public static String of(String id, String section, String label, String body) {
    StringBuilder line = new StringBuilder(body.length() + id.length() + 32);
    line.append("{\"id\":").append(quoted(id));
    if (section != null) {
      line.append(",\"section\":").append(quoted(section));
    }
    if (label != null) {
      line.append(",\"label\":").append(quoted(label));
    }
    return body.length() > 2
        ? line.append(',').append(body, 1, body.length()).toString()
        : line.append('}').toString();
  }

  private static String quoted(String text) {
    try {
      return Json.mapper().writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a string is always JSON", e);
    }
  }
}
