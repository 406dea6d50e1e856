package dev.assay.run.traffic.improve.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model would be asked for a better version of a skill.
 *
 * @param skill that is improved
 * @param fromVersion of it
 * @param pairs corrected answers that the model would be shown
 * @param fields how many of them show each field that fails
 * @param model that would be asked
 * @param estimatedTokens of the question and its reply
 * @param estimatedCost null when the price is not known
 * @param sentence all of it in words
 */
@Schema(name = "OptimizePlan")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OptimizePlan(
    String skill,
    int fromVersion,
    int pairs,
    Map<String, Integer> fields,
    AskedModel model,
    long estimatedTokens,
    @Nullable Double estimatedCost,
    String sentence) {
  /** A model behind a provider. */
  @Schema(name = "OptimizeModel")
  public record AskedModel(String provider, String model) {}
}
