package dev.assay.run.traffic.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.verdict.totals.FieldScorers;
import java.util.ArrayList;
import java.util.List;

/** Which scorer of a run compares the fields of its answers, and what is known of its truth. */
public final class FieldScorer {
  private FieldScorer() {}

  /**
   * Whether it is known whose correction is behind each of its scores: that of a run over stored
   * answers, and of one that asked what its items say it of, when it has ended.
   *
   * @param key of the scorer
   */
  public static boolean toldApart(Run run, String key) {
    JsonNode summary = run.outcome().summary();
    return TrafficSource.of(run.definition().target()) != null
        || summary != null
            && summary.path("scorers").path(key).path("fields").path("human").isObject();
  }

  /**
   * Its key.
   *
   * @param wanted key that was asked for, null for the first of them
   * @throws ProblemException INVALID_REQUEST when the run has no such scorer
   */
  public static String key(Run run, String wanted) {
    List<String> keys = new ArrayList<>();
    for (JsonNode scorer : run.definition().scorers()) {
      if (FieldScorers.isOne(scorer.path("id").asText())) {
        keys.add(scorer.path("key").asText());
      }
    }
    if (keys.isEmpty()) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "The run has no scorer that compares fields; rescore it with one of "
              + String.join(", ", FieldScorers.IDS.stream().sorted().toList())
              + ".");
    }
    if (wanted != null && !keys.contains(wanted)) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          wanted + " compares no fields in this run; " + String.join(", ", keys) + " does.");
    }
    return wanted == null ? keys.get(0) : wanted;
  }
}
