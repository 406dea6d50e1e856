package dev.assay.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.assay.common.error.ErrorCode;
import java.io.IOException;
import java.util.Locale;

/**
 * Writes enum constants as {@code running_dataset}, and error codes as {@code NOT_FOUND}, as people
 * search for them; readers accept any case.
 */
final class LowerCaseEnums extends SimpleModule {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("rawtypes")
  LowerCaseEnums() {
    addSerializer(
        Enum.class,
        new StdSerializer<Enum>(Enum.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(wire(value));
          }
        });
    addKeySerializer(
        Enum.class,
        new StdSerializer<Enum>(Enum.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeFieldName(wire(value));
          }
        });
  }

  private static String wire(Enum<?> value) {
    return value instanceof ErrorCode ? value.name() : value.name().toLowerCase(Locale.ROOT);
  }
}
