package dev.assay.run.verdict.summary;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.verdict.totals.SpanTotals;
import dev.assay.run.verdict.totals.query.DoubtsQuery;
import dev.assay.run.verdict.totals.query.SpansQuery;
import dev.assay.run.verdict.totals.query.TotalsQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The summary of a run, computed from its rows. */
public final class SummaryQuery {
  private SummaryQuery() {}

  /**
   * Computes a summary; of a run that still goes on, as far as it has come.
   *
   * @param tx the connection whose transaction sees the rows
   * @param runId the run
   * @param scorers of the run's definition
   * @param sectionsAsked sections that must not be left out, such as those of the gate
   */
  public static Uni<RunSummary> compute(
      SqlConnection tx, UUID runId, List<ScorerSpec> scorers, Set<String> sectionsAsked) {
    return TotalsQuery.compute(tx, runId, scorers, sectionsAsked)
        .map(totals -> Summaries.of(scorers, totals))
        .flatMap(
            summary ->
                SpansQuery.compute(tx, runId, scorers)
                    .map(totals -> summary.withSpans(spans(scorers, totals))))
        .flatMap(
            summary ->
                DoubtsQuery.compute(tx, runId)
                    .map(
                        found ->
                            summary.doubted(
                                found.unmeasured(),
                                Doubts.of(found.unmeasured(), found.retried()))));
  }

  private static Map<String, List<SpanSummary>> spans(
      List<ScorerSpec> scorers, Map<String, List<SpanTotals>> totals) {
    Map<String, List<SpanSummary>> spans = new LinkedHashMap<>();
    for (ScorerSpec scorer : scorers) {
      if (totals.containsKey(scorer.key())) {
        boolean decides = scorer.threshold() != null;
        spans.put(
            scorer.key(),
            totals.get(scorer.key()).stream().map(one -> SpanSummary.of(one, decides)).toList());
      }
    }
    return spans;
  }
}
