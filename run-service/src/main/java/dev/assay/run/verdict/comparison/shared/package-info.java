/** Which scores of two sides mean the same: what a comparison may compare. */
package dev.assay.run.verdict.comparison.shared;
