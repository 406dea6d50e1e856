package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.common.json.Json;
import dev.assay.common.json.Malformed;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value of JSON as a text: numbers keep their digits, objects the order of their keys.
 *
 * @param kind of the value
 * @param json as it stands in an item
 * @param text what it holds; null unless it is a string
 */
public record JsonCell(JsonToken kind, String json, String text) {

  /** A value could not be read from a text. */
  public static final class BadCellException extends Exception {
    private static final long serialVersionUID = 1L;

    BadCellException(String reason) {
      super(reason);
    }
  }

  /**
   * Reads a text that is one value.
   *
   * @throws BadCellException when it is not, with the reason as a part of a sentence
   */
  public static JsonCell read(String text) throws BadCellException {
    try (JsonParser in = Json.definitionFactory().createParser(text)) {
      if (in.nextToken() == null) {
        throw new BadCellException("not valid JSON: nothing is there");
      }
      JsonCell cell = at(in);
      if (in.nextToken() != null) {
        throw new BadCellException("not valid JSON: there is more behind the value");
      }
      return cell;
    } catch (JsonProcessingException e) {
      boolean twice = Malformed.givenTwice(e) != null;
      throw new BadCellException((twice ? "not clear: " : "") + JsonFaults.reason(e));
    } catch (IOException e) {
      throw new BadCellException(e.getMessage());
    }
  }

  /**
   * Takes an object apart.
   *
   * @param json of an item's body or its {@code extra}: always an object
   * @return its values in order
   */
  public static Map<String, JsonCell> fields(String json) {
    Map<String, JsonCell> fields = new LinkedHashMap<>();
    try (JsonParser in = Json.boundedFactory().createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        fields.put(name, at(in));
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException("a stored item is always JSON", e);
    }
  }

  private static JsonCell at(JsonParser in) throws IOException {
    JsonToken kind = in.currentToken();
    String text = kind == JsonToken.VALUE_STRING ? JsonText.text(in) : null;
    StringWriter json = new StringWriter();
    try (JsonGenerator out = Json.strict().getFactory().createGenerator(json)) {
      JsonText.copy(in, out);
    }
    return new JsonCell(kind, json.toString(), text);
  }
}
