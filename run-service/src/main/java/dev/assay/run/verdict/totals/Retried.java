package dev.assay.run.verdict.totals;

/**
 * How answers that came at the first attempt did, and those that took more: when the two differ by
 * more than chance, errors did not strike at random and the run is no fair sample.
 *
 * @param first units answered at the first attempt
 * @param firstPassed those of them that passed
 * @param again units that took more than one attempt
 * @param againPassed those of them that passed
 */
public record Retried(long first, long firstPassed, long again, long againPassed) {}
