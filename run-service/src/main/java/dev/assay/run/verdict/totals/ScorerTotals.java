package dev.assay.run.verdict.totals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Score;
import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.statistics.Moments;

/**
 * What one scorer said within a group, in sums that can be merged.
 *
 * @param errors how often it could not measure
 * @param skipped how often it did not apply
 * @param passed scores that missed no threshold; without a threshold, every score
 * @param scores count, sum and squares of the scores
 * @param min lowest score, null without scores
 * @param max highest score, null without scores
 * @param histogram scores in [0,.1), [.1,.2) … [.9,1]
 * @param matched leaves that matched, of a scorer that compares leaves
 * @param compared leaves that were compared
 * @param uncorrected answers that such a scorer skipped because there is no correction
 * @param accepted leaves of those that would match if no correction means that they are right
 */
public record ScorerTotals(
    long errors,
    long skipped,
    long passed,
    Moments scores,
    Double min,
    Double max,
    Histogram histogram,
    long matched,
    long compared,
    long uncorrected,
    long accepted) {
  /** Of nothing. */
  public static final ScorerTotals EMPTY =
      new ScorerTotals(0, 0, 0, Moments.EMPTY, null, null, Histogram.EMPTY, 0, 0, 0, 0);

  /** With one more score. */
  public ScorerTotals plus(Score score) {
    return plus(of(score));
  }

  /** Of both together. */
  public ScorerTotals plus(ScorerTotals other) {
    return new ScorerTotals(
        errors + other.errors,
        skipped + other.skipped,
        passed + other.passed,
        scores.plus(other.scores),
        min == null ? other.min : other.min == null ? min : (Double) Math.min(min, other.min),
        max == null ? other.max : other.max == null ? max : (Double) Math.max(max, other.max),
        histogram.plus(other.histogram),
        matched + other.matched,
        compared + other.compared,
        uncorrected + other.uncorrected,
        accepted + other.accepted);
  }

  /** How many scores there are. */
  public long count() {
    return scores.count();
  }

  /** Those that the scorer's pass rate is a share of: scores and errors. */
  public long decided() {
    return count() + errors;
  }

  private static ScorerTotals of(Score score) {
    boolean structured = FieldScorers.isOne(score.scorer()) && score.metadata() != null;
    return switch (score.status()) {
      case ERROR -> unscored(1, 0, 0, 0);
      case SKIPPED ->
          structured && score.metadata().has("accepted")
              ? unscored(0, 1, 1, leaves(score.metadata(), "accepted"))
              : unscored(0, 1, 0, 0);
      case SUCCESS -> {
        yield new ScorerTotals(
            0,
            0,
            Boolean.FALSE.equals(score.passed()) ? 0 : 1,
            Moments.EMPTY.plus(score.score()),
            score.score(),
            score.score(),
            Histogram.EMPTY.plus(Histogram.bin(score.score()), 1),
            structured ? leaves(score.metadata(), "matched") : 0,
            structured ? leaves(score.metadata(), "compared") : 0,
            0,
            0);
      }
    };
  }

  private static ScorerTotals unscored(long errors, long skipped, long uncorrected, long accepted) {
    return new ScorerTotals(
        errors,
        skipped,
        0,
        Moments.EMPTY,
        null,
        null,
        Histogram.EMPTY,
        0,
        0,
        uncorrected,
        accepted);
  }

  private static long leaves(JsonNode metadata, String name) {
    return metadata.path(name).asLong(0);
  }

  /**
   * What clusters add to a scorer's totals when a plain spread would be too narrow.
   *
   * @param scores observations are scores
   * @param passes observations are 1 for a pass, 0 for a fail or an error
   */
  public record Spread(Clusters scores, Clusters passes) {}
}
