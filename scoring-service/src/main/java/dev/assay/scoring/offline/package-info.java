/** Scoring without a broker: tasks on the standard input, scores on the standard output. */
package dev.assay.scoring.offline;
