package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;

/** Holds an answer against a criterion in the author's own words. */
public final class LlmJudge implements JudgeKind {
  private static final String USUAL =
      "The answer does what the input asks, is correct and complete, and says nothing beside the"
          + " point. Where there is an expected or an original answer, it says the same in"
          + " substance.";
  private static final String INSTRUCTIONS =
      """
      You judge one answer against one criterion. The request states the criterion, then shows the \
      input the answer responds to, the answer, and, where there is one, an expected answer and an \
      original answer that was given to the same input before.

      Decide how far the answer meets the criterion: 1 fully, 0 not at all, values between for \
      what it meets in part. Judge the criterion alone. Length, confidence and polish count for \
      nothing unless the criterion asks for them. First give your reasoning in a few sentences, \
      then the score.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "reasoning": {"type": "string"},
          "score": {"type": "number", "minimum": 0, "maximum": 1}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("llm_judge", "LLM judge")
        .describes(
            "How far the answer meets a criterion, 0..1 as the judge replies. It sees the input,"
                + " the answer, the expected answer where there is one, and for traffic the answer"
                + " given then (extra.original_answer).")
        .needs()
        .category("correctness")
        .defaultThreshold(0.8)
        .recommended();
  }

  @Override
  public String properties() {
    return """
    "criteria": {"type": "string", "minLength": 1, "maxLength": 8000, "title": "Criterion",
      "description": "What a good answer is, in words. Else the item's criteria, else a general one."},
    "images": {"type": "boolean", "default": true, "title": "Images",
      "description": "Shows the judge the input's images; false for one that cannot see."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public Ruling prepare(Params params) {
    String criteria = params.text("criteria", null);
    boolean images = params.flag("images", true);
    return new OneQuestion(
        INSTRUCTIONS,
        FORM,
        input -> sheet(input, criteria, images),
        (input, reply) ->
            new Outcome.Measured(
                reply.get("score").doubleValue(), reply.get("reasoning").textValue(), null));
  }

  private static List<Question.Part> sheet(ScorerInput input, String criteria, boolean images) {
    String own = input.item().criteria();
    String criterion = criteria != null ? criteria : own != null ? own : USUAL;
    return new Sheet(input, images)
        .say("The criterion:\n" + criterion)
        .input()
        .expected()
        .original()
        .answer()
        .parts();
  }
}
