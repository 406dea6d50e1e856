package dev.assay.run.rehearsal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.run.forecast.Forecast;
import java.util.List;

/**
 * A forecast with what it stands on.
 *
 * @param forecast its fields stand beside the others in JSON
 * @param measuredOn answers of earlier runs that it goes by, 0 when it goes by defaults
 * @param assumptions sentences, every one of them could be wrong
 */
public record Estimate(
    @JsonUnwrapped Forecast forecast, int measuredOn, List<String> assumptions) {}
