package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.passports.JudgedRate;
import dev.assay.run.verdict.spending.Spending;
import dev.assay.run.verdict.totals.Unmeasured;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a run comes to.
 *
 * @param overall the whole run; its fields stand beside the others in JSON
 * @param durationMs from start to end, null when not started
 * @param usage tokens and cost
 * @param repeats answers asked for per item
 * @param passAt pass@k and pass^k, null without repeats
 * @param sections by name, larger ones first
 * @param sectionsOmitted how many sections are left out because there are too many
 * @param labels by name, larger ones first
 * @param labelsOmitted how many labels are left out because there are too many
 * @param unmeasuredBy units by why they were not measured as one would think; null in summaries of
 *     before, and of what was never stored
 * @param warnings what the numbers do not say by themselves; null like the former
 */
@Schema(name = "Summary")
public record RunSummary(
    @JsonUnwrapped GroupSummary overall,
    @Nullable Long durationMs,
    Spending usage,
    int repeats,
    @Nullable List<PassAt> passAt,
    Map<String, GroupSummary> sections,
    int sectionsOmitted,
    Map<String, GroupSummary> labels,
    int labelsOmitted,
    @Nullable Unmeasured unmeasuredBy,
    @Nullable List<Warning> warnings) {

  /** Whether anything at all was measured: a score, or a unit that passed or failed. */
  public boolean measured() {
    return overall.passed() + overall.failed() > 0
        || overall.scorers().values().stream().anyMatch(s -> s.count() > 0);
  }

  /** With what makes its numbers doubtful. */
  RunSummary doubted(Unmeasured unmeasured, List<Warning> doubts) {
    return with(overall, unmeasured, doubts);
  }

  /** With more that the person who reads it should know. */
  public RunSummary warning(List<Warning> more) {
    List<Warning> all = new ArrayList<>(warnings == null ? List.of() : warnings);
    all.addAll(more);
    return with(overall, unmeasuredBy, List.copyOf(all));
  }

  /** With what is known of the judges of its scorers, by key. */
  public RunSummary judgedBy(Map<String, JudgedRate> judges) {
    return with(overall.judgedBy(judges), unmeasuredBy, warnings);
  }

  /** With what its scorers say of the spans of items, by key. */
  RunSummary withSpans(Map<String, List<SpanSummary>> spans) {
    return with(overall.withSpans(spans), unmeasuredBy, warnings);
  }

  private RunSummary with(GroupSummary whole, Unmeasured unmeasured, List<Warning> told) {
    return new RunSummary(
        whole,
        durationMs,
        usage,
        repeats,
        passAt,
        sections,
        sectionsOmitted,
        labels,
        labelsOmitted,
        unmeasured,
        told);
  }

  /**
   * What k answers to one item come to, averaged over the items with at least k decided answers. An
   * error counts as an answer that did not pass, as in the pass rate.
   *
   * @param k answers drawn
   * @param passAtK the chance that at least one passes
   * @param passHatK the chance that all pass
   * @param items how many items this is the mean of
   */
  public record PassAt(int k, double passAtK, double passHatK, long items) {}
}
