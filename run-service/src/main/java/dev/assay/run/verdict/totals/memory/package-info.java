/** Sums over scored units in memory, for what was never stored. */
package dev.assay.run.verdict.totals.memory;
