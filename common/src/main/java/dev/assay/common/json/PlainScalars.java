package dev.assay.common.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/**
 * Takes numbers for numbers and nothing else for them. Jackson itself cuts {@code 5.9} to 5 and
 * reads {@code "5"} and {@code "NaN"}: whoever wrote that would never hear what became of it. A
 * number that is whole, such as {@code 5.0}, is a whole number, as it is in JSON Schema. Nor is a
 * number a time: seconds and milliseconds cannot be told apart.
 */
final class PlainScalars extends SimpleModule {
  private static final long serialVersionUID = 1L;

  PlainScalars() {
    addDeserializer(Integer.class, new Whole<>(Integer.class, null));
    addDeserializer(int.class, new Whole<>(Integer.class, 0));
    addDeserializer(Long.class, new Whole<>(Long.class, null));
    addDeserializer(long.class, new Whole<>(Long.class, 0L));
    addDeserializer(Double.class, new Fraction(null));
    addDeserializer(double.class, new Fraction(0.0));
    addDeserializer(Instant.class, new Time());
  }

  /** The value as it stands there, for the sentence that refuses it. */
  private static InvalidFormatException wrong(JsonParser in, Class<?> wanted) throws IOException {
    Object value =
        switch (in.currentToken()) {
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_STRING -> in.getText();
          default -> new Verbatim(in.getText());
        };
    return InvalidFormatException.from(in, "not such a number", value, wanted);
  }

  /** Digits as they are written. */
  private record Verbatim(String digits) {
    @Override
    public String toString() {
      return digits;
    }
  }

  /** An absent or null value of a primitive is its zero, as everywhere in Jackson. */
  private abstract static class Strict<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient T nothing;

    Strict(Class<T> type, T nothing) {
      super(type);
      this.nothing = nothing;
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return nothing;
    }
  }

  /** A whole number within the bounds of its type. */
  private static final class Whole<T extends Number> extends Strict<T> {
    private static final long serialVersionUID = 1L;
    private static final double EXACT = 1L << 53;

    Whole(Class<T> type, T nothing) {
      super(type, nothing);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonToken token = in.currentToken();
      if (token == null || !token.isScalarValue()) {
        return (T) context.handleUnexpectedToken(handledType(), in);
      }
      boolean small = handledType() == Integer.class;
      long value = value(in, token);
      if (small && value != (int) value) {
        throw wrong(in, handledType());
      }
      return (T) (small ? (Number) (int) value : (Number) value);
    }

    private long value(JsonParser in, JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NUMBER_INT) {
        JsonParser.NumberType kind = in.getNumberType();
        if (kind != JsonParser.NumberType.BIG_INTEGER) {
          return in.getLongValue();
        }
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        double value = in.getDoubleValue();
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
          return (long) value;
        }
      }
      throw wrong(in, handledType());
    }
  }

  /** A number of any size that a double can say. */
  private static final class Fraction extends Strict<Double> {
    private static final long serialVersionUID = 1L;

    Fraction(Double nothing) {
      super(Double.class, nothing);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonToken token = in.currentToken();
      if (token == null || !token.isScalarValue()) {
        return (Double) context.handleUnexpectedToken(handledType(), in);
      }
      if (token.isNumeric() && Double.isFinite(in.getDoubleValue())) {
        return in.getDoubleValue();
      }
      throw wrong(in, handledType());
    }
  }

  /** A time as text. */
  private static final class Time extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonToken token = in.currentToken();
      if (token == null || !token.isScalarValue()) {
        return (Instant) context.handleUnexpectedToken(handledType(), in);
      }
      if (token == JsonToken.VALUE_STRING && in.getText().contains("-")) {
        return InstantDeserializer.INSTANT.deserialize(in, context);
      }
      throw wrong(in, handledType());
    }
  }
}
