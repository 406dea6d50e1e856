package dev.assay.scoring.judge.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
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
import java.util.TreeSet;

/** How many of the retrieved passages the answer makes use of. */
public final class ChunkUsage implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You find out which retrieved passages an answer makes use of. A passage is used when the answer \
      states something that it takes from this passage. Give the numbers of the used passages, each \
      once; an empty list when none is used. First give your reasoning.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "reasoning": {"type": "string"},
          "used": {"type": "array", "maxItems": 1000, "items": {"type": "integer", "minimum": 1}}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("chunk_usage", "Chunk usage")
        .describes("The share of the retrieved passages that the answer makes use of.")
        .category("context_quality")
        .needs("context")
        .percentage();
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public boolean canaries() {
    return false;
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
        (input, reply) -> outcome(reply, Texts.passages(input).size()));
  }

  private static Outcome outcome(JsonNode reply, int passages) {
    TreeSet<Integer> used = new TreeSet<>();
    reply.get("used").forEach(number -> used.add(number.intValue()));
    if (!used.isEmpty() && used.last() > passages) {
      return new Outcome.Failed(
          ErrorCode.JUDGE_UNPARSABLE, "The judge named a passage that is not there.");
    }
    var metadata = Json.mapper().createObjectNode();
    used.forEach(metadata.putArray("used")::add);
    return new Outcome.Measured(
        (double) used.size() / passages,
        used.size() + " of " + passages + " passages are used.",
        metadata);
  }
}
