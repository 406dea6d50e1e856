/**
 * Sums over a run's units, gathered by SQL from the rows ({@link
 * dev.assay.run.verdict.totals.query.TotalsQuery}) or from scored units in memory ({@link
 * dev.assay.run.verdict.totals.memory.MemoryTotals}). Both give the same to the last bit: scores
 * are summed as integers.
 */
package dev.assay.run.verdict.totals;
