package dev.assay.scoring.schema;

import dev.assay.common.part.ScorerDescriptor;
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
        .needs()
        .category("user_outcomes")
        .yesOrNo()
        .recommended()
        .params(
            """
            {
              "schema": {"type": ["object", "boolean"], "title": "Schema",
                "description": "JSON Schema of draft 2020-12."}
            }
            """,
            "schema")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    SchemaCheck check = new SchemaCheck(params.node("schema"));
    return input -> check.outcome(input.output());
  }
}
