package dev.assay.run.library.scorers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A version of a custom scorer.
 *
 * @param definition without the name
 * @param createdAt of this version
 */
public record StoredScorer(String name, int version, CustomScorer definition, Instant createdAt) {
  /** {@code name@version}. */
  public String reference() {
    return name + "@" + version;
  }

  /**
   * As a scorer of an evaluation, with what the evaluation says over what was saved.
   *
   * @param given the evaluation's own fields; empty for none
   */
  ObjectNode over(ObjectNode given) {
    ObjectNode node = definition.toNode(name);
    ObjectNode params = node.withObjectProperty("params");
    given
        .properties()
        .forEach(
            field -> {
              switch (field.getKey()) {
                case "id", "custom" -> {}
                case "key", "threshold" -> node.set(field.getKey(), field.getValue());
                case "params" -> {
                  if (field.getValue() instanceof ObjectNode own) {
                    params.setAll(own);
                  } else if (!field.getValue().isNull()) {
                    // Not an object: left where the rules find it.
                    node.set("params", field.getValue());
                  }
                }
                default -> params.set(field.getKey(), field.getValue());
              }
            });
    return node.put("custom", reference());
  }
}
