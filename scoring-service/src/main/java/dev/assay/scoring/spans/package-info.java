/** Scorers applied span by span to what an execution did on its way. */
package dev.assay.scoring.spans;
