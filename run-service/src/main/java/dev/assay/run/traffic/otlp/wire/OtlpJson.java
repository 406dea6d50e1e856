package dev.assay.run.traffic.otlp.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads OTLP's JSON into its messages. It is the JSON of protocol buffers with two exceptions: ids
 * are hexadecimal, and enums are numbers. What is not known is passed over, as OTLP asks.
 */
final class OtlpJson {
  // As deep as a protobuf message of the same may be.
  private static final int DEEPEST = 256;
  // A body has its own bound, and a span that is too large is refused alone.
  private static final int LONGEST = 64 * 1024 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .maxTokenCount(Json.MAX_TOKENS)
                  .build())
          .build();

  /** Of no length that an id has. */
  private static final ByteString NO_ID = ByteString.copyFrom(new byte[1]);

  private OtlpJson() {}

  /** Reads one message; fails with a {@link ProblemException} when it is none. */
  static void read(InputStream body, Message.Builder into) throws IOException {
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("is no JSON object");
      }
      object(parser, into);
      if (parser.nextToken() != null) {
        throw wrong("goes on behind its JSON object");
      }
    } catch (StreamConstraintsException e) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE,
          "The body has more JSON tokens, or nests them deeper, than is read; send smaller"
              + " batches.");
    } catch (JsonProcessingException e) {
      throw wrong("is not valid JSON, or is cut short");
    }
  }

  private static void object(JsonParser parser, Message.Builder into) throws IOException {
    Map<String, FieldDescriptor> fields = new HashMap<>();
    for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
      fields.put(field.getJsonName(), field);
      fields.put(field.getName(), field);
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      FieldDescriptor field = fields.get(parser.currentName());
      JsonToken value = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        member(parser, into, field);
      }
    }
  }

  private static void member(JsonParser parser, Message.Builder into, FieldDescriptor field)
      throws IOException {
    if (!field.isRepeated()) {
      Object value = value(parser, into, field);
      if (value != null) {
        into.setField(field, value);
      }
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("has no list at " + field.getJsonName());
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(parser, into, field);
      if (value != null) {
        into.addRepeatedField(field, value);
      }
    }
  }

  /**
   * A value, or null when it is none of its field's type: one such value must not cost the spans
   * beside it. A span that is then without its times is refused alone, and so is one with an id
   * that is none.
   */
  private static Object value(JsonParser parser, Message.Builder into, FieldDescriptor field)
      throws IOException {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw wrong("has no object at " + field.getJsonName());
      }
      Message.Builder nested = into.newBuilderForField(field);
      object(parser, nested);
      return nested.build();
    }
    if (!parser.currentToken().isScalarValue()) {
      throw wrong("has no single value at " + field.getJsonName());
    }
    try {
      return scalar(parser.getText(), field);
    } catch (IllegalArgumentException e) {
      return field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING ? NO_ID : null;
    }
  }

  private static Object scalar(String text, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> (int) Long.parseLong(text);
      // Times are unsigned.
      case LONG -> text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
      case FLOAT -> Float.parseFloat(text);
      case DOUBLE -> Double.parseDouble(text);
      case BOOLEAN -> Boolean.parseBoolean(text);
      case STRING -> text;
      case BYTE_STRING -> ByteString.copyFrom(bytes(text, field));
      case ENUM -> enumValue(text, field);
      case MESSAGE -> throw new IllegalArgumentException("a message is no scalar");
    };
  }

  private static byte[] bytes(String text, FieldDescriptor field) {
    return field.getName().endsWith("_id")
        ? HexFormat.of().parseHex(text)
        : Base64.getDecoder().decode(text);
  }

  private static EnumValueDescriptor enumValue(String text, FieldDescriptor field) {
    EnumValueDescriptor named = field.getEnumType().findValueByName(text);
    return named == null
        ? field.getEnumType().findValueByNumberCreatingIfUnknown(Integer.parseInt(text))
        : named;
  }

  private static ProblemException wrong(String what) {
    return new ProblemException(
        ErrorCode.INVALID_REQUEST, "The body " + what + "; nothing was stored.");
  }
}
