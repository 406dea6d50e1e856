package dev.assay.scoring.schema;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Whether the answer is a JSON object or array. */
public final class ValidJsonScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("valid_json", "Valid JSON")
        .describes(
            "1 when the answer parses to a JSON object or array, else 0. With a schema: 1 when it"
                + " parses to any JSON value that fits the schema.")
        .needs()
        .category("user_outcomes")
        .yesOrNo()
        .params(
            """
            {
              "schema": {"type": ["object", "boolean"], "title": "Schema",
                "description": "JSON Schema of draft 2020-12 that the value must fit as well."},
              %s
            }
            """
                .formatted(JsonAnswer.STRICT.formatted(true)))
        .build();
  }

  @Override
  public boolean runsProgram() {
    return true;
  }

  @Override
  public Measurement prepare(Params params) {
    SchemaCheck check = params.has("schema") ? new SchemaCheck(params.node("schema")) : null;
    boolean strict = params.flag("strict", true);
    return input -> {
      if (check != null) {
        return check.outcome(input.output(), strict, input.effort());
      }
      JsonAnswer answer = JsonAnswer.container(input.output(), strict);
      boolean valid = answer.found() && answer.value().isContainerNode();
      return new Outcome.Measured(
          valid ? 1 : 0, valid ? null : "The answer is not a JSON object or array.", answer.note());
    };
  }
}
