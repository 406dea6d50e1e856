package dev.assay.scoring.judge.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.judge.Form;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.OneQuestion;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.judge.sheet.Sheet;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;

/** How much of what was asked for an answer addresses. */
public final class ResponseCompleteness implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You check whether an answer is complete. List the things the input asks for, each once, and say \
      how far the answer deals with it: full, partial, or none. Where an expected answer is shown, it \
      tells what a complete answer contains. Whether the answer is right does not matter here, only \
      whether something is missing.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "parts": {"type": "array", "maxItems": 100, "items": {"type": "object",
            "properties": {
              "part": {"type": "string"},
              "reasoning": {"type": "string"},
              "covered": {"type": "string", "enum": ["full", "partial", "none"]}},
            "required": ["part", "reasoning", "covered"], "additionalProperties": false}}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("response_completeness", "Response completeness")
        .describes(
            "The mean over the things asked for: dealt with in full 1, in part 0.5, not at all 0."
                + " Nothing asked for: skipped.")
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
        (input, reply) -> outcome(reply.get("parts")));
  }

  private static Outcome outcome(JsonNode parts) {
    if (parts.isEmpty()) {
      return new Outcome.Skipped("The judge found nothing that was asked for.");
    }
    double sum = 0;
    var metadata = Json.mapper().createObjectNode();
    var missing = metadata.putArray("missing");
    for (JsonNode part : parts) {
      String covered = part.get("covered").textValue();
      sum += covered.equals("full") ? 1 : covered.equals("partial") ? 0.5 : 0;
      if (!covered.equals("full")) {
        missing.add(part.get("part"));
      }
    }
    return new Outcome.Measured(
        sum / parts.size(),
        (parts.size() - missing.size()) + " of " + parts.size() + " things are dealt with in full.",
        metadata);
  }
}
