package dev.assay.run.verdict.totals;

import dev.assay.run.verdict.statistics.Clusters;

/**
 * What scorers that compare leaves said of a run over traffic, by who said what is right. What is
 * taken for right because it was answered is in neither.
 *
 * @param human of what people corrected
 * @param inferred of what a model made of people's notes
 */
public record TruthTotals(Of human, Of inferred) {
  /** Of nothing. */
  public static final TruthTotals EMPTY = new TruthTotals(Of.NOTHING, Of.NOTHING);

  /**
   * One kind of truth.
   *
   * @param samples that were scored
   * @param leaves that matched, clustered by item
   */
  public record Of(long samples, Clusters leaves) {
    private static final Of NOTHING = new Of(0, Clusters.empty(0));
  }

  /** With one of its kinds. */
  public TruthTotals with(boolean isInferred, Of of) {
    return isInferred ? new TruthTotals(human, of) : new TruthTotals(of, inferred);
  }
}
