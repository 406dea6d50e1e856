package dev.assay.common.schema;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;

/**
 * One place where a value does not fit its schema.
 *
 * @param path such as {@code lines[0].amount}; empty for the value itself. Of a field that is
 *     missing, or that must not be there, it is that of the field
 * @param message what is wrong there, in a few words
 */
public record Mismatch(String path, String message) {

  static Mismatch of(ValidationMessage message) {
    String path = path(message.getInstanceLocation());
    String field = message.getProperty();
    return new Mismatch(field == null ? path : step(path, field), message.getError());
  }

  private static String path(JsonNodePath place) {
    String path = "";
    for (int i = 0; i < place.getNameCount(); i++) {
      Object step = place.getElement(i);
      path = step instanceof Integer index ? path + "[" + index + "]" : step(path, step.toString());
    }
    return path;
  }

  private static String step(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
