/** Scorers that compare values. */
package dev.assay.scoring.value;
