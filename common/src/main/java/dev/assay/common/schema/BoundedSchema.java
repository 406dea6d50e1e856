package dev.assay.common.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.List;

/** A compiled schema whose every use has a bound. Safe for any number of threads. */
public final class BoundedSchema {
  private final JsonSchema schema;

  BoundedSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /**
   * What does not fit, as sentences in order; empty when the value fits.
   *
   * @param steps throws when finding out takes more than it has, also when there are too many
   *     errors to hold
   */
  public List<String> problems(JsonNode value, Steps steps) {
    return Budget.under(
        steps,
        () -> schema.validate(value).stream().map(ValidationMessage::getMessage).sorted().toList());
  }

  /** The same as places, in order. */
  public List<Mismatch> mismatches(JsonNode value, Steps steps) {
    return Budget.under(
        steps,
        () ->
            schema.validate(value).stream()
                .map(Mismatch::of)
                .distinct()
                .sorted(Comparator.comparing(Mismatch::path).thenComparing(Mismatch::message))
                .toList());
  }
}
