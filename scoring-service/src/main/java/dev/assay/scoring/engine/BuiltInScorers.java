package dev.assay.scoring.engine;

import dev.assay.scoring.combined.WeightedScorer;
import dev.assay.scoring.conduct.CostScorer;
import dev.assay.scoring.conduct.LatencyScorer;
import dev.assay.scoring.conduct.TokensScorer;
import dev.assay.scoring.conduct.ToolCallsScorer;
import dev.assay.scoring.expression.ExpressionScorer;
import dev.assay.scoring.retrieval.RetrievalScorer;
import dev.assay.scoring.schema.JsonSchemaScorer;
import dev.assay.scoring.schema.ValidJsonScorer;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.similarity.TextSimilarityScorer;
import dev.assay.scoring.spans.PerSpanScorer;
import dev.assay.scoring.structured.EqualsExpectedScorer;
import dev.assay.scoring.structured.FieldAccuracyScorer;
import dev.assay.scoring.structured.FuzzyFieldMatchScorer;
import dev.assay.scoring.text.ContainsScorer;
import dev.assay.scoring.text.RegexScorer;
import dev.assay.scoring.text.StartsWithScorer;
import dev.assay.scoring.value.ExactMatchScorer;
import dev.assay.scoring.value.JsonDiffScorer;
import dev.assay.scoring.value.LevenshteinScorer;
import dev.assay.scoring.value.ListContainsScorer;
import dev.assay.scoring.value.MultipleChoiceScorer;
import dev.assay.scoring.value.NumericDiffScorer;
import dev.assay.scoring.value.NumericMatchScorer;
import java.util.ArrayList;
import java.util.List;

/** The scorers this service comes with. */
public final class BuiltInScorers {
  private BuiltInScorers() {}

  /** A registry of all of them. */
  public static ScorerRegistry registry() {
    List<Scorer> scorers = new ArrayList<>(BuiltInJudges.all());
    scorers.addAll(
        List.of(
            new ExactMatchScorer(),
            new LevenshteinScorer(),
            new NumericDiffScorer(),
            new NumericMatchScorer(),
            new JsonDiffScorer(),
            new ListContainsScorer(),
            new MultipleChoiceScorer(),
            new ContainsScorer(),
            new StartsWithScorer(),
            new RegexScorer(),
            new TextSimilarityScorer(),
            new ValidJsonScorer(),
            new JsonSchemaScorer(),
            new FieldAccuracyScorer(),
            new FuzzyFieldMatchScorer(),
            new EqualsExpectedScorer(),
            new ToolCallsScorer(),
            RetrievalScorer.precisionAtK(),
            RetrievalScorer.recallAtK(),
            new LatencyScorer(),
            new CostScorer(),
            new TokensScorer(),
            new ExpressionScorer(),
            new WeightedScorer()));
    return new ScorerRegistry(scorers.stream().map(PerSpanScorer::over).toList());
  }
}
