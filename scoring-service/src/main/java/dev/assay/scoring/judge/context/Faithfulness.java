package dev.assay.scoring.judge.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.Share;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.judge.sheet.Texts;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Params;

/** How much of the answer the retrieved context supports. */
public final class Faithfulness implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You check an answer against the passages it should rest on. List the simple statements that \
      the answer makes, each of one fact, and say of each whether the passages support it. A \
      statement is not supported when the passages contradict it or do not speak of it, however \
      true it may be. Statements about the answer itself or about you are statements too, and no \
      passage supports them. Greetings and questions are no statements.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "statements": {"type": "array", "maxItems": 200, "items": {"type": "object",
            "properties": {
              "statement": {"type": "string"},
              "reasoning": {"type": "string"},
              "supported": {"type": "boolean"}},
            "required": ["statement", "reasoning", "supported"], "additionalProperties": false}}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("faithfulness", "Faithfulness")
        .describes(
            "The share of the answer's statements that the context supports. No statement:"
                + " skipped.")
        .category("context_quality")
        .needs("context")
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
        input -> {
          Texts.passages(input);
          return new Sheet(input, false).input().context().answer().parts();
        },
        (input, reply) ->
            Share.of(
                reply.get("statements"),
                "statements are supported by the context",
                "statement",
                s -> s.get("supported").booleanValue()));
  }
}
