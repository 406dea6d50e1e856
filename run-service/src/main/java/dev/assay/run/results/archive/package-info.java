/** The archive of runs: what can be compared, what filters would leave, what is found by text. */
package dev.assay.run.results.archive;
