package dev.assay.scoring.conduct;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.Outcome;

/** Holds an observed quantity against a limit. */
final class Limit {
  private Limit() {}

  /** 1 when observed &lt;= limit, else 0; an error when nothing was observed. */
  static Outcome within(Number observed, double limit, String what) {
    if (observed == null) {
      return new Outcome.Failed(
          ErrorCode.NOT_A_NUMBER, "The answer does not say its " + what + ".");
    }
    double value = observed.doubleValue();
    return new Outcome.Measured(
        value <= limit ? 1 : 0,
        null,
        Json.mapper().createObjectNode().put("observed", value).put("limit", limit));
  }
}
