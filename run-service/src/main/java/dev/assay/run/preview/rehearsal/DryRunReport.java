package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.gate.CriterionResult;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * What became of a few items on the real path, asked of the simulated provider, which answers what
 * is expected.
 *
 * @param items how many were tried
 * @param answered how many of them were answered
 * @param scorers what each said of the answers, by key
 * @param leftOut keys of scorers that ask a model or an endpoint, which a rehearsal never does
 * @param verdict of the gate on these answers; null without a gate, or without answers
 * @param criteria of the gate, those of left-out scorers excepted
 * @param findings sentences about what to mend before the run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DryRunReport(
    int items,
    int answered,
    Map<String, Trial> scorers,
    List<String> leftOut,
    @Nullable Verdict verdict,
    List<CriterionResult> criteria,
    List<String> findings) {

  /**
   * What a scorer said.
   *
   * @param mean of its scores, null when there is none
   * @param passRate null when nothing was decided
   * @param scored answers it gave a score
   * @param errors answers it could not measure
   * @param skipped answers it does not apply to
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Trial(
      @Nullable Double mean, @Nullable Double passRate, long scored, long errors, long skipped) {}
}
