package dev.assay.run.verdict.statistics;

/**
 * How often a judge and people said pass or fail of the same answers.
 *
 * @param bothPassed passed by both
 * @param onlyPeople passed by people, failed by the judge
 * @param onlyJudge passed by the judge, failed by people
 * @param bothFailed failed by both
 */
public record Confusion(long bothPassed, long onlyPeople, long onlyJudge, long bothFailed) {
  /** Without any answer. */
  public static final Confusion EMPTY = new Confusion(0, 0, 0, 0);

  /** How many answers. */
  public long total() {
    return bothPassed + onlyPeople + onlyJudge + bothFailed;
  }

  /** Answers that people passed. */
  public long peoplePassed() {
    return bothPassed + onlyPeople;
  }

  /** Answers that people failed. */
  public long peopleFailed() {
    return onlyJudge + bothFailed;
  }

  /** Answers of which both said the same. */
  public long agreeing() {
    return bothPassed + bothFailed;
  }

  /** Share of answers of which both said the same; null without answers. */
  public Double agreement() {
    return share(agreeing(), total());
  }

  /** Cohen's kappa; null without answers, and when chance alone gives full agreement. */
  public Double kappa() {
    return Agreement.kappa(bothPassed, onlyPeople, onlyJudge, bothFailed);
  }

  /** Share that the judge passed of what people passed; null when they passed nothing. */
  public Double truePositiveRate() {
    return share(bothPassed, peoplePassed());
  }

  /** Share that the judge failed of what people failed; null when they failed nothing. */
  public Double trueNegativeRate() {
    return share(bothFailed, peopleFailed());
  }

  private static Double share(long hits, long of) {
    return of == 0 ? null : (Double) ((double) hits / of);
  }
}
