package dev.assay.scoring.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.reading.JsonAnswer;
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
                + " number in 0..1 is the score; anything else is an error. An expression that looks into output's parts"
                + " sees the JSON in the answer's text.")
        .version(2)
        .needs()
        .category("user_outcomes")
        .params(
            """
            {
              "expression": {"type": "string", "format": "cel", "minLength": 1, "maxLength": 2000,
                "title": "Expression",
                "description": "CEL, for example: size(output) < 200 && output.contains(item.expected)"},
              %s
            }
            """
                .formatted(JsonAnswer.STRICT.formatted(false)),
            "expression")
        .build();
  }

  @Override
  public boolean runsProgram() {
    return true;
  }

  @Override
  public Measurement prepare(Params params) {
    CelProgram program = CelProgram.compile(params.text("expression", ""));
    boolean strict = params.flag("strict", false);
    return input -> {
      JsonNode output = input.output();
      JsonAnswer answer = null;
      if (program.looksIntoOutput() && output != null && output.isTextual()) {
        answer = JsonAnswer.container(output, strict);
        if (!answer.found()) {
          return new Outcome.Failed(
              ErrorCode.NOT_JSON, "The expression looks into the answer, which is not JSON.");
        }
        output = answer.value();
      }
      JsonNode metadata = answer == null ? null : answer.note();
      Object value = program.evaluate(CelValues.of(input, output));
      if (value instanceof Boolean yes) {
        return new Outcome.Measured(yes ? 1 : 0, null, metadata);
      }
      if (value instanceof Number number) {
        return new Outcome.Measured(number.doubleValue(), null, metadata);
      }
      return new Outcome.Failed(
          ErrorCode.EXPRESSION_FAILED,
          "The expression's value is neither true, false nor a number.");
    };
  }
}
