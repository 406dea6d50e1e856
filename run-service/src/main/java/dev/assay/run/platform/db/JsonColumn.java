package dev.assay.run.platform.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;

/**
 * A column of JSON as a value of a type. Between here and PostgreSQL it is text, so that it stays
 * what it is byte for byte: the field of the entity reads {@code cast(column as text)} and writes
 * {@value #WRITE}. A value is replaced and never changed: its class says so by {@code @Immutable}.
 *
 * @param <T> what the JSON is read as
 */
public abstract class JsonColumn<T> implements AttributeConverter<T, String> {
  /** How such a column is written, as a {@code @ColumnTransformer} says it. */
  public static final String WRITE = "cast(cast(? as text) as json)";

  private final Class<T> type;

  /** Of values of a type. */
  protected JsonColumn(Class<T> type) {
    this.type = type;
  }

  @Override
  public String convertToDatabaseColumn(T value) {
    try {
      return value == null ? null : Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of ours is always JSON", e);
    }
  }

  @Override
  public T convertToEntityAttribute(String json) {
    try {
      return json == null ? null : Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
    }
  }

  /** JSON of any form. */
  @Immutable
  public static class Tree extends JsonColumn<JsonNode> {
    /** For Hibernate. */
    public Tree() {
      super(JsonNode.class);
    }
  }
}
