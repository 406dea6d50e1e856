package dev.assay.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The one JSON dialect: snake_case names, ISO-8601 UTC times, lower-case enums, bounded input. */
public final class Json {
  /** Deepest nesting that any reader of ours accepts. */
  public static final int MAX_DEPTH = 64;

  /** Longest string, in characters, that any reader of ours accepts. */
  public static final int MAX_STRING = 4 * 1024 * 1024;

  private static final ObjectMapper LENIENT = build(false);
  private static final ObjectMapper STRICT = build(true);

  private Json() {}

  /** For messages between services: unknown properties are passed over, so that versions mix. */
  public static ObjectMapper mapper() {
    return LENIENT;
  }

  /** For what people send: unknown properties are refused by name. */
  public static ObjectMapper strict() {
    return STRICT;
  }

  /** A factory whose parsers keep the depth and string limits. */
  public static JsonFactory boundedFactory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .build())
        .build();
  }

  private static ObjectMapper build(boolean refuseUnknown) {
    return JsonMapper.builder(boundedFactory())
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS, true)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, refuseUnknown)
        .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, refuseUnknown)
        .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false)
        .addModule(new LowerCaseEnums())
        .build();
  }
}
