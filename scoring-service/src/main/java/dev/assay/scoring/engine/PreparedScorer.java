package dev.assay.scoring.engine;

import dev.assay.common.error.Failure;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;

/**
 * A scorer with its parameters compiled, or the reason why that was not possible.
 *
 * @param id of the scorer
 * @param version of the scorer, 0 when there is no such scorer
 * @param measurement always there; gives the reason as its outcome when nothing could be prepared
 * @param program whether it runs what a user wrote
 */
record PreparedScorer(String id, int version, Measurement measurement, boolean program) {
  static PreparedScorer failed(String id, int version, Failure failure) {
    Outcome outcome = new Outcome.Failed(failure.code(), failure.message());
    return new PreparedScorer(id, version, input -> outcome, false);
  }
}
