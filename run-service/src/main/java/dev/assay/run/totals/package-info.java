/**
 * Sums over a run's units, gathered by SQL from the rows ({@link dev.assay.run.totals.TotalsQuery})
 * or from scored units in memory ({@link dev.assay.run.totals.GroupTotals#of}). Both give the same
 * to the last bit: scores are summed as integers.
 */
package dev.assay.run.totals;
