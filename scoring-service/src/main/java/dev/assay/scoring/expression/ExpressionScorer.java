package dev.assay.scoring.expression;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** What the user's own CEL expression says. */
public final class ExpressionScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("expression", "Expression")
        .describes(
            "The value of a CEL expression over item, output and answer: true is 1, false is 0, a"
                + " number in 0..1 is the score; anything else is an error.")
        .needs()
        .category("user_outcomes")
        .params(
            """
            {
              "expression": {"type": "string", "format": "cel", "minLength": 1, "maxLength": 2000,
                "title": "Expression",
                "description": "CEL, for example: size(output) < 200 && output.contains(item.expected)"}
            }
            """,
            "expression")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    CelProgram program = CelProgram.compile(params.text("expression", ""));
    return input -> {
      Object value = program.evaluate(CelValues.of(input));
      if (value instanceof Boolean yes) {
        return Outcome.of(yes ? 1 : 0);
      }
      if (value instanceof Number number) {
        return Outcome.of(number.doubleValue());
      }
      return new Outcome.Failed(
          ErrorCode.EXPRESSION_FAILED,
          "The expression's value is neither true, false nor a number.");
    };
  }
}
