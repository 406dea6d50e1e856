package dev.assay.run.runs.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A gate as an object; a list of criteria is one as well.
 *
 * @param criteria all of severity error must hold
 * @param requireConfidence a criterion must hold over its whole interval
 * @param allowVacuous pass although an answer that knows nothing would
 * @param allowFailedCanaries decide although a judge took a canary for what it is not
 * @param requirePassport true, or {min_labels, min_kappa}: what judges must have been shown to be
 */
@Schema(name = "Gate", requiredProperties = "criteria")
public record GateForm(
    List<CriterionForm> criteria,
    Boolean requireConfidence,
    Boolean allowVacuous,
    Boolean allowFailedCanaries,
    @Schema(ref = "PassportChoice") JsonNode requirePassport) {

  /**
   * A criterion as it is given; it has a limit.
   *
   * @param min the value must be at least this
   * @param max the value must be at most this
   * @param scorer key of the scorer that is looked at
   * @param section of the dataset that is looked at
   * @param truth human: only what people corrected counts, for field_accuracy; everybody's unless
   *     given
   * @param severity error unless given
   * @param label a name for people
   */
  @Schema(name = "Criterion", requiredProperties = "type")
  public record CriterionForm(
      @Schema(ref = "CriterionType") String type,
      Double min,
      Double max,
      String scorer,
      String section,
      @Schema(ref = "CriterionTruth") String truth,
      @Schema(ref = "Severity") String severity,
      String label) {}

  /** What a judge's passport must have. */
  @Schema(name = "PassportDemand")
  public record PassportForm(Integer minLabels, Double minKappa) {}
}
