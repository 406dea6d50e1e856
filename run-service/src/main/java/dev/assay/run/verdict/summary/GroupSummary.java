package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.platform.openapi.AbsentBefore;
import dev.assay.run.verdict.passports.JudgedRate;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.totals.Latency;
import dev.assay.run.verdict.totals.Speed;
import jakarta.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a run, or a section or label of it, comes to.
 *
 * @param total units
 * @param completed units that ran to an end: passed, failed, errored, or not applicable
 * @param passed no threshold missed
 * @param undecided of the passed: none of their scores was held against a threshold; they are no
 *     part of the pass rate
 * @param failed a threshold missed
 * @param errored no valid measurement
 * @param skipped not measured on purpose: no scorer applied, or the unit was cut
 * @param cut those of the skipped that budget, deadline or an early stop took away
 * @param cancelled stopped by a cancel
 * @param pending not settled
 * @param cached answered from the cache
 * @param unmeasured errored + cut + cancelled + pending
 * @param passRate passed / (passed + failed + errored) without the undecided; null when nothing
 *     passed or failed, be it that there are errors only, and when no scorer has a threshold: then
 *     nothing can fail
 * @param passRateInterval null when there is no pass rate
 * @param passRateBounds null when every unit is outside
 * @param meanScore mean of all scores of all scorers, null without scores
 * @param meanScoreInterval clustered by item when there are several scorers or repeats; null when
 *     it cannot be told
 * @param meanScoreBounds null when nothing could have a score
 * @param fieldAccuracy leaves of all scorers that compare leaves; null when there is none
 * @param latencyMs of the answers, null without any
 * @param ttftMs time to the first token, null when nothing was streamed
 * @param tokensPerS of streamed answers, null when nothing was streamed
 * @param scorers by key, in the order of the evaluation
 */
public record GroupSummary(
    long total,
    long completed,
    long passed,
    @AbsentBefore long undecided,
    long failed,
    long errored,
    long skipped,
    long cut,
    long cancelled,
    long pending,
    long cached,
    long unmeasured,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double passRate,
    @Nullable Interval passRateInterval,
    @Nullable Bounds passRateBounds,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double meanScore,
    @Nullable Interval meanScoreInterval,
    @Nullable Bounds meanScoreBounds,
    @Nullable FieldSummary fieldAccuracy,
    @Nullable Latency latencyMs,
    @Nullable Latency ttftMs,
    @Nullable Speed tokensPerS,
    Map<String, ScorerSummary> scorers) {

  /** With what is known of the judges of its scorers, by key. */
  GroupSummary judgedBy(Map<String, JudgedRate> judges) {
    return each(judges, ScorerSummary::judgedBy);
  }

  /** With what its scorers say of the spans of items, by key. */
  GroupSummary withSpans(Map<String, List<SpanSummary>> spans) {
    return each(spans, ScorerSummary::with);
  }

  private <T> GroupSummary each(
      Map<String, T> known, BiFunction<ScorerSummary, T, ScorerSummary> with) {
    Map<String, ScorerSummary> changed = new LinkedHashMap<>();
    scorers.forEach(
        (key, summary) ->
            changed.put(
                key, known.containsKey(key) ? with.apply(summary, known.get(key)) : summary));
    return new GroupSummary(
        total,
        completed,
        passed,
        undecided,
        failed,
        errored,
        skipped,
        cut,
        cancelled,
        pending,
        cached,
        unmeasured,
        passRate,
        passRateInterval,
        passRateBounds,
        meanScore,
        meanScoreInterval,
        meanScoreBounds,
        fieldAccuracy,
        latencyMs,
        ttftMs,
        tokensPerS,
        changed);
  }

  /** The pass rate with what is known about it. */
  public Estimate passRateEstimate() {
    return new Estimate(passRate, passRateInterval, passRateBounds);
  }

  /** The mean score with what is known about it. */
  public Estimate meanScoreEstimate() {
    return new Estimate(meanScore, meanScoreInterval, meanScoreBounds);
  }
}
