package dev.assay.run.platform.db;

import com.fasterxml.jackson.databind.JsonNode;
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
    return JsonColumns.text(value);
  }

  @Override
  public T convertToEntityAttribute(String json) {
    return JsonColumns.read(json, type);
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
