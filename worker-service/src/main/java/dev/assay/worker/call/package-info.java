/**
 * The loop around a provider: attempts, what became of them, whether and when to try again, and the
 * ledger. On one event loop, without blocking.
 */
package dev.assay.worker.call;
