package dev.assay.scoring.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.JsonText;
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
                "description": "JSON Schema of draft 2020-12 that the value must fit as well."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    SchemaCheck check = params.has("schema") ? new SchemaCheck(params.node("schema")) : null;
    return input -> {
      JsonNode output = input.output();
      if (check != null) {
        return check.outcome(output);
      }
      boolean valid =
          output != null
              && (output.isContainerNode()
                  || (output.isTextual()
                      && JsonText.parseContainer(output.textValue()).isPresent()));
      return Outcome.of(valid, valid ? null : "The answer is not a JSON object or array.");
    };
  }
}
