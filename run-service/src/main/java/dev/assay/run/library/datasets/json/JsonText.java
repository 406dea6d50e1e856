package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Copies JSON value by value: numbers keep their digits, objects the order of their keys. */
final class JsonText {
  private JsonText() {}

  /** Copies the value at which the parser stands, and leaves it at the value's last token. */
  static void copy(JsonParser in, JsonGenerator out) throws IOException {
    int depth = 0;
    JsonToken token = in.currentToken();
    while (true) {
      depth += write(token, in, out);
      if (depth == 0 && token != JsonToken.FIELD_NAME) {
        return;
      }
      token = in.nextToken();
      if (token == null) {
        throw new IOException("the JSON ends early");
      }
    }
  }

  /** Text that UTF-8 can carry, or else fails. */
  static String text(JsonParser in) throws IOException {
    String text = in.getText();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new BadValueException("half of a surrogate pair, which is not valid Unicode");
        }
        i++;
      }
    }
    return text;
  }

  /** The digits of a number; a tree that was read before may have lost them to infinity. */
  private static String number(JsonParser in) throws IOException {
    if (in.isNaN()) {
      throw new BadValueException("a number that is too large here; upload it in a file");
    }
    return in.getText();
  }

  private static int write(JsonToken token, JsonParser in, JsonGenerator out) throws IOException {
    switch (token) {
      case START_OBJECT -> out.writeStartObject();
      case END_OBJECT -> out.writeEndObject();
      case START_ARRAY -> out.writeStartArray();
      case END_ARRAY -> out.writeEndArray();
      case FIELD_NAME -> out.writeFieldName(text(in));
      case VALUE_STRING -> out.writeString(text(in));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(number(in));
      case VALUE_TRUE -> out.writeBoolean(true);
      case VALUE_FALSE -> out.writeBoolean(false);
      case VALUE_NULL -> out.writeNull();
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IOException("not a JSON value");
    }
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }
}
