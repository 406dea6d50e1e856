package dev.assay.run.traffic.themes.naming;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.traffic.improve.plans.OptimizePlan.AskedModel;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model would be asked for names of themes.
 *
 * @param themes that it would be shown
 * @param notes of those that it would be shown
 * @param model that would be asked
 * @param estimatedTokens of the question and its reply
 * @param estimatedCost null when the price is not known
 * @param sentence all of it in words
 */
@Schema(name = "NamingPlan")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NamingPlan(
    int themes,
    int notes,
    AskedModel model,
    long estimatedTokens,
    @Nullable Double estimatedCost,
    String sentence) {}
