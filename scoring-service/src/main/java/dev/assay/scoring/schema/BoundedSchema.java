package dev.assay.scoring.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.assay.scoring.scorer.Effort;
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
   * @throws dev.assay.scoring.scorer.UnmeasurableException with {@link
   *     dev.assay.common.error.ErrorCode#INPUT_TOO_LARGE} when finding out takes more than the
   *     effort, also when there are too many errors to hold
   */
  public List<String> problems(JsonNode value, Effort effort) {
    return Budget.under(
        effort,
        () -> schema.validate(value).stream().map(ValidationMessage::getMessage).sorted().toList());
  }
}
