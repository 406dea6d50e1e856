package dev.assay.scoring.judge.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Map;

/** How much the retrieved passages have to do with the input. */
public final class ContextRelevancy implements JudgeKind {
  private static final List<String> ORDER = List.of("none", "low", "medium", "high");
  private static final Map<String, Double> WEIGHTS =
      Map.of("high", 1.0, "medium", 0.7, "low", 0.3, "none", 0.0);
  private static final double MEAN_WEIGHT = 0.7;
  private static final String INSTRUCTIONS =
      """
      You judge how relevant retrieved passages are to an input. Go through the passages part by \
      part, a part being a passage or a piece of one that speaks of one thing, and give each part a \
      level: high, it is needed to respond; medium, it helps; low, it touches the subject; none, it \
      has nothing to do with it. First give your reasoning for a part, then its level.
      """;
  private static final JsonNode FORM =
      Form.of(
          """
          "levels": {"type": "array", "minItems": 1, "maxItems": 200, "items": {"type": "object",
            "properties": {
              "part": {"type": "string"},
              "reasoning": {"type": "string"},
              "level": {"type": "string", "enum": ["high", "medium", "low", "none"]}},
            "required": ["part", "reasoning", "level"], "additionalProperties": false}}
          """);

  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("context_relevancy", "Context relevancy")
        .describes(
            "The judge gives each part of the context a level: high 1, medium 0.7, low 0.3, none 0."
                + " The score is 0.7 * mean + 0.3 * coverage, the share of parts with at least the"
                + " minimum level.")
        .category("context_quality")
        .needs("context");
  }

  @Override
  public String properties() {
    return """
    "minimum_level": {"type": "string", "enum": ["low", "medium", "high"], "default": "low",
      "title": "Minimum level", "description": "Parts of at least this level are covered."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.NOT_LOOKED_AT;
  }

  @Override
  public Ruling prepare(Params params) {
    int least = ORDER.indexOf(params.text("minimum_level", "low"));
    return new OneQuestion(
        INSTRUCTIONS,
        FORM,
        input -> {
          Texts.passages(input);
          return new Sheet(input, false).input().context().parts();
        },
        (input, reply) -> outcome(reply.get("levels"), least));
  }

  private static Outcome outcome(JsonNode levels, int least) {
    double sum = 0;
    int covered = 0;
    ObjectNode metadata = Json.mapper().createObjectNode();
    for (JsonNode part : levels) {
      String level = part.get("level").textValue();
      sum += WEIGHTS.get(level);
      covered += ORDER.indexOf(level) >= least ? 1 : 0;
      metadata.put(level, metadata.path(level).asInt() + 1);
    }
    double mean = sum / levels.size();
    double coverage = (double) covered / levels.size();
    metadata.put("mean", mean).put("coverage", coverage);
    return new Outcome.Measured(
        MEAN_WEIGHT * mean + (1 - MEAN_WEIGHT) * coverage,
        covered + " of " + levels.size() + " parts of the context are relevant.",
        metadata);
  }
}
