package dev.assay.scoring.judge.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.Share;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Params;

/** How many of the instructions in the input an answer follows. */
public final class InstructionFollowing implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You check whether an answer follows the instructions it was given. List the instructions that \
      the input gives: what to do, in which form, with which limits. Say of each whether the answer \
      follows it. Only the input gives instructions; the answer gives none.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "instructions": {"type": "array", "maxItems": 100, "items": {"type": "object",
            "properties": {
              "instruction": {"type": "string"},
              "reasoning": {"type": "string"},
              "followed": {"type": "boolean"}},
            "required": ["instruction", "reasoning", "followed"], "additionalProperties": false}}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("instruction_following", "Instruction following")
        .describes(
            "The share of the input's instructions that the answer follows. No instruction:"
                + " skipped.")
        .category("model_fit")
        .needs()
        .percentage()
        .recommended();
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public Ruling prepare(Params params) {
    return new OneQuestion(
        INSTRUCTIONS,
        FORM,
        input -> new Sheet(input, true).input().answer().parts(),
        (input, reply) ->
            Share.of(
                reply.get("instructions"),
                "instructions are followed",
                "instruction",
                i -> i.get("followed").booleanValue()));
  }
}
