/** The only place where the status of a run changes: locks, counters, transitions. */
package dev.assay.run.runs.state;
