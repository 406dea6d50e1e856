package dev.assay.run.preview.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a run would take.
 *
 * @param durationS seconds from start to end
 * @param calls of the target, with those that fail and are made again
 * @param tokensIn prompt tokens of all answers
 * @param tokensOut completion tokens of all answers
 * @param cost in the account's currency, null when the price is not known: unknown is never 0
 * @param ratePerS answers a second at the expected duration
 * @param limits what each limit does
 * @param bottleneck the limit without which the run would end soonest, {@code latency} when none
 *     matters
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Forecast(
    Range durationS,
    Range calls,
    Range tokensIn,
    Range tokensOut,
    @Nullable Range cost,
    double ratePerS,
    List<LimitEffect> limits,
    String bottleneck) {}
