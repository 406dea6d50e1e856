/**
 * What comparisons read: results of units, items that changed sides, and what a gate asks of a
 * baseline.
 */
package dev.assay.run.verdict.comparison.query;
