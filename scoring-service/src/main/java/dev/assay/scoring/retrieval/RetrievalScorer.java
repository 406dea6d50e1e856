package dev.assay.scoring.retrieval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/**
 * Precision and recall at k, as trec_eval has them ({@code P_k}, {@code recall_k}): of the first k
 * documents, each counted once, those that should have been found, as a share of k or of all that
 * should have been.
 */
public final class RetrievalScorer implements Scorer {
  private static final int MOST_TOLD = 20;
  private static final String K =
      """
      {"k": {"type": "integer", "minimum": 1, "maximum": 1000, "title": "k",
        "description": "How many documents are looked at; all that were found, when not given."}}
      """;

  private final boolean precision;

  private RetrievalScorer(boolean precision) {
    this.precision = precision;
  }

  /** Hits among the first k, divided by k. */
  public static RetrievalScorer precisionAtK() {
    return new RetrievalScorer(true);
  }

  /** Hits among the first k, divided by how many there could be. */
  public static RetrievalScorer recallAtK() {
    return new RetrievalScorer(false);
  }

  @Override
  public ScorerDescriptor descriptor() {
    DescriptorBuilder builder =
        precision
            ? DescriptorBuilder.scorer("precision_at_k", "Precision at k")
                .describes(
                    "Which part of the first k documents should have been found, by their ids:"
                        + " hits / k, also where fewer were found.")
            : DescriptorBuilder.scorer("recall_at_k", "Recall at k")
                .describes(
                    "Which part of the documents that should have been found is among the first k,"
                        + " by their ids: hits / expected.");
    return builder.params(K).needs("documents").category("context_quality").percentage().build();
  }

  @Override
  public Measurement prepare(Params params) {
    boolean bounded = params.has("k");
    int k = (int) params.number("k", Integer.MAX_VALUE);
    return input -> {
      Ranking ranking;
      try {
        ranking = Ranking.of(input, k);
      } catch (Ranking.NoneException e) {
        return new Outcome.Skipped(e.getMessage());
      }
      int of = of(ranking, bounded ? k : ranking.first().size());
      if (of == 0) {
        return new Outcome.Skipped("No document was found: there is no share of none.");
      }
      int hits = ranking.hits();
      return new Outcome.Measured((double) hits / of, reason(ranking, hits), told(ranking, hits));
    };
  }

  private int of(Ranking ranking, int k) {
    return precision ? k : ranking.wanted().size();
  }

  private static String reason(Ranking ranking, int hits) {
    return "Of the first "
        + ranking.first().size()
        + " documents "
        + hits
        + " should be found, of "
        + ranking.wanted().size()
        + " that should be.";
  }

  private static ObjectNode told(Ranking ranking, int hits) {
    ObjectNode told = Json.mapper().createObjectNode();
    told.put("hits", hits);
    told.put("found", ranking.first().size());
    told.put("expected", ranking.wanted().size());
    var missing = told.putArray("missing");
    ranking.missing().stream().limit(MOST_TOLD).forEach(missing::add);
    return told;
  }
}
