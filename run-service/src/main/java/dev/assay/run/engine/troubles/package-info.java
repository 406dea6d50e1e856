/** Keeps a failure of one run from the others, and ends a run that fails again and again. */
package dev.assay.run.engine.troubles;
