/** What comparisons read: results of units, and items that changed sides. */
package dev.assay.run.verdict.comparison.query;
