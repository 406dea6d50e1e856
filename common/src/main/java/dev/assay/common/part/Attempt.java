package dev.assay.common.part;

import dev.assay.common.status.OutcomeClass;
import java.time.Instant;

/**
 * One attempt to call a provider: a line of the ledger.
 *
 * @param number 1-based within the unit's generation
 * @param worker who made it
 * @param startedAt when the request was sent, UTC
 * @param firstByteMs until the first byte of the answer, null when none came
 * @param durationMs until the attempt ended
 * @param outcome what became of it
 * @param httpStatus null when there was none
 * @param requestId the provider's own id, null when none
 * @param waitMs how long was waited before the next attempt, 0 for the last
 * @param waitReason where the wait comes from: {@code retry-after}, {@code backoff}, {@code
 *     breaker} for a provider that was down, {@code limits} for a place among those of the account
 *     or the run; null for the last
 * @param usage tokens the provider billed, null when not known
 * @param cost in the account's currency, null when not known
 * @param bodySha256 of the answer's body, hex; null when none
 * @param error redacted sentence, null when the outcome is OK
 * @param outcomeUnknown true when the request may have been served although no answer came
 */
public record Attempt(
    int number,
    String worker,
    Instant startedAt,
    Long firstByteMs,
    long durationMs,
    OutcomeClass outcome,
    Integer httpStatus,
    String requestId,
    long waitMs,
    String waitReason,
    Usage usage,
    Double cost,
    String bodySha256,
    String error,
    boolean outcomeUnknown) {}
