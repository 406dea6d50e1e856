package dev.assay.scoring.judge.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;

/** Whether the retrieved context was of use for the answer that was wanted. */
public final class ContextPrecision implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You judge whether retrieved passages were of use. You are shown an input, the passages that \
      were retrieved for it, and the answer that is wanted. The verdict is 1 when the passages help \
      to arrive at that answer, 0 when they do not. First give your reason, then the verdict.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "reason": {"type": "string"},
          "verdict": {"type": "integer", "minimum": 0, "maximum": 1}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("context_precision", "Context precision")
        .describes(
            "1 when the retrieved context helps to arrive at the expected answer (without one: at"
                + " the answer given), else 0.")
        .category("context_quality")
        .needs("context")
        .yesOrNo();
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.NOT_LOOKED_AT;
  }

  @Override
  public Ruling prepare(Params params) {
    return new OneQuestion(
        INSTRUCTIONS,
        FORM,
        input -> {
          Texts.passages(input);
          Sheet sheet = new Sheet(input, false).input().context();
          return (input.expected() == null ? sheet.answer() : sheet.expected()).parts();
        },
        (input, reply) ->
            new Outcome.Measured(reply.get("verdict").intValue(), Texts.of(reply, "reason"), null));
  }
}
