package dev.assay.run.platform.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Reads JSON that people send: strict, within bounds, no name twice in an object, and of text that
 * can be stored.
 */
public final class DoorJson {
  private static final ObjectMapper MAPPER = Json.strictOver(new Checked());

  private DoorJson() {}

  /** The mapper of every body and every line that comes in. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Its parsers look at every name and every text on the way. */
  private static final class Checked extends JsonFactory {
    private static final long serialVersionUID = 1L;

    Checked() {
      super(Json.definitionFactory(), null);
    }

    private Checked(Checked from, ObjectCodec codec) {
      super(from, codec);
    }

    @Override
    public JsonFactory copy() {
      return new Checked(this, null);
    }

    @Override
    public JsonParser createParser(InputStream in) throws IOException {
      return new CheckedParser(super.createParser(in));
    }

    @Override
    public JsonParser createParser(Reader in) throws IOException {
      return new CheckedParser(super.createParser(in));
    }

    @Override
    public JsonParser createParser(byte[] data) throws IOException {
      return new CheckedParser(super.createParser(data));
    }

    @Override
    public JsonParser createParser(byte[] data, int offset, int length) throws IOException {
      return new CheckedParser(super.createParser(data, offset, length));
    }

    @Override
    public JsonParser createParser(String text) throws IOException {
      return new CheckedParser(super.createParser(text));
    }

    @Override
    public JsonParser createParser(char[] text) throws IOException {
      return new CheckedParser(super.createParser(text));
    }

    @Override
    public JsonParser createParser(char[] text, int offset, int length) throws IOException {
      return new CheckedParser(super.createParser(text, offset, length));
    }
  }
}
