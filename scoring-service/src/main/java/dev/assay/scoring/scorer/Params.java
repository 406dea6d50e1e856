package dev.assay.scoring.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Parameters that already fit the scorer's schema, read by name. */
public final class Params {
  private final ObjectNode values;

  /** Wraps an object; null stands for no parameters. */
  public Params(JsonNode values) {
    this.values =
        values instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  /** The others. */
  public Params without(String name) {
    return new Params(values.deepCopy().without(name));
  }

  /** Whether the name is there and not null. */
  public boolean has(String name) {
    return values.hasNonNull(name);
  }

  /** The raw value, null when absent or null. */
  public JsonNode node(String name) {
    return has(name) ? values.get(name) : null;
  }

  /** A truth value, or what holds without it. */
  public boolean flag(String name, boolean otherwise) {
    return has(name) ? values.get(name).booleanValue() : otherwise;
  }

  /** A number, or what holds without it. */
  public double number(String name, double otherwise) {
    return has(name) ? values.get(name).doubleValue() : otherwise;
  }

  /** A number as it was written, 0 when absent. */
  public BigDecimal decimal(String name) {
    return has(name) ? new BigDecimal(values.get(name).asText()) : BigDecimal.ZERO;
  }

  /** A text, or what holds without it. */
  public String text(String name, String otherwise) {
    return has(name) ? values.get(name).textValue() : otherwise;
  }

  /** The texts of an array, or of a single text; null when absent. */
  public List<String> texts(String name) {
    if (!has(name)) {
      return null;
    }
    JsonNode value = values.get(name);
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> texts = new ArrayList<>(value.size());
    value.forEach(element -> texts.add(element.textValue()));
    return List.copyOf(texts);
  }
}
