/** Attempts to call a provider as spans. */
package dev.assay.worker.trace;
