package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.run.preview.forecast.Forecast;
import dev.assay.run.preview.forecast.JudgeForecast;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A forecast with what it stands on.
 *
 * @param forecast of the target; its fields stand beside the others in JSON; null when the caller
 *     pushes the answers
 * @param judges what judges would be asked beside that, null for none
 * @param measuredOn answers of earlier runs that it goes by, 0 when it goes by defaults
 * @param assumptions sentences, every one of them could be wrong
 */
public record Estimate(
    @Nullable @JsonUnwrapped Forecast forecast,
    @Nullable JudgeForecast judges,
    int measuredOn,
    List<String> assumptions) {}
