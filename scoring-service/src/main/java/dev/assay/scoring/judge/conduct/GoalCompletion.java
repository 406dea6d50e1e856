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

/** Whether the person who asked has what was wanted. */
public final class GoalCompletion implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You judge whether a person reached a goal. The input is the conversation so far, the answer is \
      what was said last. Name the goal of the person, then decide whether it is reached with this \
      answer, fully and without anything left to ask or do. Count what was done, not what was promised \
      or claimed.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "goal": {"type": "string"},
          "reasoning": {"type": "string"},
          "reached": {"type": "boolean"}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("goal_completion", "Goal completion")
        .describes("1 when the person's goal is reached with this answer, else 0.")
        .category("user_outcomes")
        .needs()
        .yesOrNo();
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
                reply.get("reached").booleanValue() ? 1 : 0,
                Texts.of(reply, "reasoning"),
                Json.mapper().createObjectNode().put("goal", Texts.of(reply, "goal"))));
  }
}
