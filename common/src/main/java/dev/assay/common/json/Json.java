package dev.assay.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The one JSON dialect: snake_case names, ISO-8601 UTC times, lower-case enums, bounded input. */
public final class Json {
  /** Deepest nesting that any reader of ours accepts. */
  public static final int MAX_DEPTH = 64;

  /** Longest string, in characters, that any reader of ours accepts. */
  public static final int MAX_STRING = 4 * 1024 * 1024;

  /**
   * Most tokens (names, values, brackets) of one text that comes from outside: a request, an answer
   * of a provider. Two characters can be a token, and a token takes the room of fifty.
   */
  public static final int MAX_TOKENS = 2_000_000;

  /** Most tokens of one message between services: it holds several of those. */
  public static final int MAX_MESSAGE_TOKENS = 20_000_000;

  private static final ObjectMapper LENIENT = build(factory(MAX_MESSAGE_TOKENS), false);
  private static final ObjectMapper FOREIGN = build(boundedFactory(), false);
  private static final ObjectMapper STRICT = build(boundedFactory(), true);

  private Json() {}

  /** For messages between services: unknown properties are passed over, so that versions mix. */
  public static ObjectMapper mapper() {
    return LENIENT;
  }

  /** For what others answer, such as providers: unknown properties are passed over. */
  public static ObjectMapper foreign() {
    return FOREIGN;
  }

  /**
   * For what people send: unknown properties are refused by name, and so is a value of another type
   * than the field has, rather than made into one.
   */
  public static ObjectMapper strict() {
    return STRICT;
  }

  /** As {@link #strict}, by parsers of a factory that is made from {@link #boundedFactory}. */
  public static ObjectMapper strictOver(JsonFactory factory) {
    return build(factory, true);
  }

  /** A factory whose parsers keep the limits of depth, strings and tokens. */
  public static JsonFactory boundedFactory() {
    return factory(MAX_TOKENS);
  }

  /**
   * As {@link #boundedFactory}, for what people write: a name that stands twice in an object is
   * refused. A reader that takes the last of them drops what was meant without a word.
   */
  public static JsonFactory definitionFactory() {
    return boundedFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
  }

  private static JsonFactory factory(int tokens) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxTokenCount(tokens)
                .build())
        .build();
  }

  private static ObjectMapper build(JsonFactory factory, boolean strict) {
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS, true)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
            .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, strict)
            .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false)
            .addModule(new LowerCaseEnums());
    return strict ? takingTypesAsTheyAre(builder).build() : builder.build();
  }

  /** Nothing is made of something else: not a text of {@code true}, not a null of {@code ""}. */
  private static JsonMapper.Builder takingTypesAsTheyAre(JsonMapper.Builder builder) {
    return builder
        .addModule(new PlainScalars())
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .withCoercionConfigDefaults(
            to -> to.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Textual,
            to ->
                to.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }
}
