package dev.assay.scoring.judge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.judge.Asked;
import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.Ruling;
import dev.assay.scoring.judge.sheet.ContentFree;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.List;

/** How near the vectors of answer and expected answer lie. */
public final class EmbeddingSimilarity implements JudgeKind {
  @Override
  public DescriptorBuilder describe() {
    return DescriptorBuilder.scorer("embedding_similarity", "Embedding similarity")
        .describes(
            "(cos - m) / (1 - m), held to 0..1, of the embeddings of answer and expected answer;"
                + " m is the expected minimum. The judge's model is an embedding model.");
  }

  @Override
  public String properties() {
    return """
    "expected_min": {"type": "number", "minimum": -1, "exclusiveMaximum": 1, "default": 0.7,
      "title": "Expected minimum", "description": "The cosine that is a score of 0; use 0 for answers that share little wording."}
    """;
  }

  @Override
  public ContentFree contentFree() {
    return ContentFree.WORST;
  }

  @Override
  public boolean votes() {
    return false;
  }

  @Override
  public boolean canaries() {
    return false;
  }

  @Override
  public Asked asked() {
    return Asked.once("vectors");
  }

  @Override
  public Ruling prepare(Params params) {
    double min = params.number("expected_min", 0.7);
    return new Compared(min);
  }

  private record Compared(double min) implements Ruling {
    @Override
    public String prompt() {
      return "embeddings";
    }

    @Override
    public Outcome rule(ScorerInput input) {
      List<String> texts = List.of(input.outputText(), input.expectedText());
      JsonNode vectors = input.asker().ask(new Question.Vectors("", texts));
      double cosine = cosine(vectors.get(0), vectors.get(1));
      if (!Double.isFinite(cosine)) {
        return new Outcome.Failed(ErrorCode.NOT_A_NUMBER, "A vector has no direction.");
      }
      double score = Math.min(1, Math.max(0, (cosine - min) / (1 - min)));
      return new Outcome.Measured(
          score, null, Json.mapper().createObjectNode().put("cosine", cosine));
    }

    private static double cosine(JsonNode a, JsonNode b) {
      double dot = 0;
      double aa = 0;
      double bb = 0;
      for (int i = 0; i < a.size(); i++) {
        double x = a.get(i).doubleValue();
        double y = b.get(i).doubleValue();
        dot += x * y;
        aa += x * x;
        bb += y * y;
      }
      return dot / Math.sqrt(aa * bb);
    }
  }
}
