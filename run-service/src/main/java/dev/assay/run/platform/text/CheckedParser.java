package dev.assay.run.platform.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import dev.assay.common.json.Malformed;
import java.io.IOException;
import java.nio.CharBuffer;

/** Refuses names, texts and numbers that cannot be kept, by the field in which they stand. */
final class CheckedParser extends JsonParserDelegate {
  CheckedParser(JsonParser parser) {
    super(parser);
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      require(
          CharBuffer.wrap(
              delegate.getTextCharacters(), delegate.getTextOffset(), delegate.getTextLength()));
    } else if (token == JsonToken.FIELD_NAME) {
      require(delegate.currentName());
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT
        && Double.isInfinite(delegate.getDoubleValue())) {
      // It would be kept as the text "Infinity", and be equal to every other such number.
      refuse("holds a number beyond 1.8e308, which cannot be kept; send it as text");
    }
    return token;
  }

  @Override
  public JsonToken nextValue() throws IOException {
    JsonToken token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  /** Also what is passed over: it is refused or taken as a whole. */
  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken begun = currentToken();
    int depth = begun != null && begun.isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken token = nextToken();
      if (token == null) {
        return this;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return this;
  }

  private void require(CharSequence text) throws UnstorableTextException {
    String wrong = UnstorableText.wrong(text);
    if (wrong != null) {
      refuse(wrong);
    }
  }

  private void refuse(String wrong) throws UnstorableTextException {
    throw new UnstorableTextException(
        Malformed.path(delegate.getParsingContext()), wrong, delegate.currentTokenLocation());
  }
}
