package dev.assay.scoring.combined;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.scorer.Combination;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The weighted mean of other scorers of the same evaluation. */
public final class WeightedScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("weighted", "Weighted")
        .describes(
            "Sum of weight * score / sum of weights, over other scorers of the same evaluation."
                + " A skipped one is left out; an error of one is an error here.")
        .needs("scores")
        .category("user_outcomes")
        .params(
            """
            {
              "weights": {"type": "object", "minProperties": 1, "title": "Weights",
                "additionalProperties": {"type": "number", "exclusiveMinimum": 0},
                "description": "The weight of each scorer, by its key; they need not add up to 1."}
            }
            """,
            "weights")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    Map<String, Double> weights = new TreeMap<>();
    params
        .node("weights")
        .properties()
        .forEach(weight -> weights.put(weight.getKey(), weight.getValue().doubleValue()));
    return new Mean(weights);
  }

  private record Mean(Map<String, Double> weights) implements Combination {
    @Override
    public Set<String> keys() {
      return weights.keySet();
    }

    @Override
    public Outcome measure(ScorerInput input) {
      double sum = 0;
      double weight = 0;
      ObjectNode metadata = Json.mapper().createObjectNode();
      for (Map.Entry<String, Double> part : weights.entrySet()) {
        Score score = input.others().get(part.getKey());
        if (score == null) {
          return new Outcome.Failed(
              ErrorCode.SCORE_MISSING,
              "There is no score of "
                  + part.getKey()
                  + "; weights name scorers of the evaluation.");
        }
        if (score.status() == ScoreStatus.ERROR) {
          return new Outcome.Failed(
              ErrorCode.SCORE_MISSING, "The scorer " + part.getKey() + " has no score.");
        }
        if (score.status() == ScoreStatus.SUCCESS) {
          sum += part.getValue() * score.score();
          weight += part.getValue();
          metadata.put(part.getKey(), score.score());
        }
      }
      return weight == 0
          ? new Outcome.Skipped("Every scorer it combines was skipped.")
          : new Outcome.Measured(Math.min(1, sum / weight), null, metadata);
    }
  }
}
