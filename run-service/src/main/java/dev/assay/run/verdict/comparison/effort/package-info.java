/** How much comparisons may take: of the service as a whole, and each for itself. */
package dev.assay.run.verdict.comparison.effort;
