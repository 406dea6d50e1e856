/** Scorers that compare JSON field by field. */
package dev.assay.scoring.structured;
