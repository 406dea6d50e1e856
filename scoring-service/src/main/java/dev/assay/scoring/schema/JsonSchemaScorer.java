package dev.assay.scoring.schema;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Whether the answer fits a JSON Schema. */
public final class JsonSchemaScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("json_schema", "JSON Schema")
        .describes(
            "1 when the answer is JSON that fits the schema (draft 2020-12), else 0 with the"
                + " errors in the metadata. References must stay within the schema; patterns are"
                + " RE2.")
        .version(2)
        .needs()
        .category("user_outcomes")
        .yesOrNo()
        .recommended()
        .params(
            """
            {
              "schema": {"type": ["object", "boolean"], "title": "Schema",
                "description": "JSON Schema of draft 2020-12."},
              %s
            }
            """
                .formatted(JsonAnswer.STRICT.formatted(false)),
            "schema")
        .build();
  }

  @Override
  public boolean runsProgram() {
    return true;
  }

  @Override
  public Measurement prepare(Params params) {
    SchemaCheck check = new SchemaCheck(params.node("schema"));
    boolean strict = params.flag("strict", false);
    return input -> check.outcome(input.output(), strict, input.effort());
  }
}
