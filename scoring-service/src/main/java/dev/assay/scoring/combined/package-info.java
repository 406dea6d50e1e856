/** Scorers over the scores of others. */
package dev.assay.scoring.combined;
