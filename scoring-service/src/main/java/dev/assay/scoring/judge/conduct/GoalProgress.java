package dev.assay.scoring.judge.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
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

/** How far a conversation brought the person towards the goal. */
public final class GoalProgress implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You judge how far a conversation brought a person towards a goal. The input is the conversation \
      so far, the answer is what was said last. Name the goal, then say how far the person is: 0 no \
      step made, 1 a first step, 2 halfway, 3 nearly there, 4 there. Count what was done or made \
      possible, not what was promised or claimed.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "goal": {"type": "string"},
          "reasoning": {"type": "string"},
          "step": {"type": "integer", "minimum": 0, "maximum": 4}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("goal_progress", "Goal progress")
        .describes(
            "How far the conversation brought the person towards the goal, in quarters: none 0,"
                + " there 1.")
        .category("user_outcomes")
        .needs();
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
        input -> new Sheet(input, true).input().expected().answer().parts(),
        (input, reply) ->
            new Outcome.Measured(
                reply.get("step").intValue() / 4.0,
                Texts.of(reply, "reasoning"),
                Json.mapper().createObjectNode().put("goal", Texts.of(reply, "goal"))));
  }
}
