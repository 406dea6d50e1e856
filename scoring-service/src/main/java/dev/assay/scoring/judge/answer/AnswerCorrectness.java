package dev.assay.scoring.judge.answer;

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

/** F1 of the statements of an answer against those of the expected one. */
public final class AnswerCorrectness implements JudgeKind {
  private static final String INSTRUCTIONS =
      """
      You sort statements. Break the answer to be judged and the expected answer into simple \
      statements, each of one fact. Then list:
      TP: statements of the answer that the expected answer supports.
      FP: statements of the answer that the expected answer does not support.
      FN: statements of the expected answer that the answer does not make.
      Each statement stands in exactly one list. Lists may be empty.
      """;
  private static final String LIST = "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}";
  private static final JsonNode FORM =
      Form.of("\"TP\": " + LIST + ", \"FP\": " + LIST + ", \"FN\": " + LIST);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("answer_correctness", "Answer correctness")
        .describes(
            "factuality_weight * F1 of the answer's statements against those of the expected"
                + " answer, F1 = 2PR / (P + R); no true positive is 0.")
        .recommended();
  }

  @Override
  public String properties() {
    return """
    "factuality_weight": {"type": "number", "minimum": 0, "maximum": 1, "default": 1, "title": "Weight",
      "description": "What F1 is multiplied by."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public Ruling prepare(Params params) {
    double weight = params.number("factuality_weight", 1);
    return new OneQuestion(
        INSTRUCTIONS,
        FORM,
        input -> {
          input.requireExpected();
          return new Sheet(input, true).input().expected().answer().parts();
        },
        (input, reply) -> outcome(reply, weight));
  }

  private static Outcome outcome(JsonNode reply, double weight) {
    int tp = reply.get("TP").size();
    int fp = reply.get("FP").size();
    int fn = reply.get("FN").size();
    double precision = tp + fp == 0 ? 0 : (double) tp / (tp + fp);
    double recall = tp + fn == 0 ? 0 : (double) tp / (tp + fn);
    double f1 = tp == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new Outcome.Measured(
        weight * f1,
        tp + " statements right, " + fp + " not supported, " + fn + " missing.",
        Json.mapper()
            .createObjectNode()
            .put("true_positives", tp)
            .put("false_positives", fp)
            .put("false_negatives", fn)
            .put("f1", f1));
  }
}
