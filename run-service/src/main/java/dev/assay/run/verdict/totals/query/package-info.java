/** Sums over the rows of a run, gathered by SQL. */
package dev.assay.run.verdict.totals.query;
