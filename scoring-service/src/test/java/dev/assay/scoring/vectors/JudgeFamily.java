package dev.assay.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How the rows of a reference's judge map onto one of ours: our scorer, its parameters, and the
 * same reply in the form that we ask for.
 */
record JudgeFamily(String scorer, String params, UnaryOperator<JsonNode> reply) {
  private static final String OTHER_FORMULA = "another formula than the one SCORING 4 fixes";

  static final Map<String, JudgeFamily> RUN =
      Map.ofEntries(
          Map.entry("voltagent.factuality", of("factuality", UnaryOperator.identity())),
          Map.entry("voltagent.summary", of("summary", UnaryOperator.identity())),
          Map.entry("voltagent.humor", choices("{\"YES\":1,\"NO\":0,\"UNSURE\":0.5}")),
          Map.entry("voltagent.possible", choices("{\"A\":0,\"B\":1}")),
          Map.entry("voltagent.translation", choices("{\"Y\":1,\"N\":0}")),
          Map.entry(
              "voltagent.answerCorrectness", of("answer_correctness", UnaryOperator.identity())),
          Map.entry("voltagent.answerRelevancy", of("answer_relevancy", UnaryOperator.identity())),
          Map.entry(
              "voltagent.contextPrecision", of("context_precision", UnaryOperator.identity())),
          Map.entry("voltagent.contextRecall", of("context_recall", UnaryOperator.identity())),
          Map.entry("voltagent.contextRelevancy", of("context_relevancy", JudgeFamily::levels)),
          Map.entry("voltagent.moderation", of("moderation", UnaryOperator.identity())),
          Map.entry("autoevals.Factuality", of("factuality", JudgeFamily::reason)),
          Map.entry("autoevals.Summary", of("summary", JudgeFamily::reason)),
          Map.entry("autoevals.Battle", choices("{\"Yes\":1,\"No\":0}")),
          Map.entry("autoevals.ClosedQA", choices("{\"Y\":1,\"N\":0}")),
          Map.entry("autoevals.Humor", choices("{\"Yes\":1,\"No\":0,\"Unsure\":0.5}")),
          Map.entry("autoevals.Possible", choices("{\"A\":0,\"B\":1}")),
          Map.entry("autoevals.Security", choices("{\"Yes\":0,\"No\":1,\"Unsure\":0.5}")),
          Map.entry("autoevals.Sql", choices("{\"Correct\":1,\"Incorrect\":0}")),
          Map.entry("autoevals.Translation", choices("{\"Y\":1,\"N\":0}")),
          Map.entry(
              "autoevals.AnswerCorrectness", of("answer_correctness", UnaryOperator.identity())),
          Map.entry(
              "autoevals.EmbeddingSimilarity",
              of("embedding_similarity", UnaryOperator.identity())));

  /** Families that are not run, and why. */
  static final Map<String, String> NOT_RUN =
      Map.of(
          "autoevals.Faithfulness", "the row has no statement: 0 there, skipped here by rule 2",
          "autoevals.ContextRecall", OTHER_FORMULA,
          "autoevals.ContextRelevancy", OTHER_FORMULA,
          "autoevals.AnswerRelevancy", OTHER_FORMULA);

  /** The rule of SCORING section 1 by which a row ends otherwise; null when it is kept. */
  static String ruleAgainst(Vector vector) {
    JsonNode first = vector.options().path("judge_replies").path(0);
    if (first.path("statements").isArray() && first.get("statements").isEmpty()) {
      return "rule 2: a scorer that finds nothing to look at is skipped";
    }
    if (first.path("evaluations").isArray() && first.get("evaluations").isEmpty()) {
      return "rule 1: what could not be measured is an error, never 0";
    }
    if (vector.scorer().equals("autoevals.Factuality")
        && first.path("choice").asText().equals("c")) {
      return "rule 5: the same reply has one score; VoltAgent's reference reads small letters";
    }
    return null;
  }

  /** What a rule makes of a score. */
  static ScoreStatus statusBy(String rule) {
    return switch (rule.substring(0, "rule n".length())) {
      case "rule 1" -> ScoreStatus.ERROR;
      case "rule 2" -> ScoreStatus.SKIPPED;
      case "rule 5" -> ScoreStatus.SUCCESS;
      default -> throw new IllegalArgumentException(rule);
    };
  }

  /** The parameters of ours that the row's options stand for. */
  JsonNode params(Vector vector) {
    ObjectNode mapped = (ObjectNode) Scoring.json(params);
    if (vector.options().has("factualityWeight")) {
      mapped.set("factuality_weight", vector.options().get("factualityWeight"));
    }
    if (vector.options().has("expectedMin")) {
      mapped.set("expected_min", vector.options().get("expectedMin"));
    }
    return mapped;
  }

  private static JudgeFamily of(String scorer, UnaryOperator<JsonNode> reply) {
    return new JudgeFamily(scorer, "{}", reply);
  }

  private static JudgeFamily choices(String scores) {
    return new JudgeFamily(
        "custom",
        "{\"template\":\"{{input}} {{expected}} {{output}}\",\"choices\":" + scores + "}",
        reply ->
            reply.isObject()
                ? JsonNodeFactory.instance
                    .objectNode()
                    .put("reasoning", "r")
                    .<ObjectNode>set("choice", reply.get("choice"))
                : reply);
  }

  private static JsonNode reason(JsonNode reply) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reason", "r")
        .<ObjectNode>set("choice", reply.get("choice"));
  }

  private static JsonNode levels(JsonNode reply) {
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    var levels = ours.putArray("levels");
    reply
        .get("evaluations")
        .forEach(
            e ->
                levels
                    .addObject()
                    .put("part", e.get("contextPart").asText())
                    .put("reasoning", e.get("reasoning").asText())
                    .put("level", e.get("relevanceLevel").asText()));
    return ours;
  }
}
