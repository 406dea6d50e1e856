/**
 * The log of a run and of a workspace: numbered under the row's lock, in the transaction that
 * caused the event.
 */
package dev.assay.run.runs.events;
