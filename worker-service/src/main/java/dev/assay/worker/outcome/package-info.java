/**
 * What a response amounts to: its class, whether and when to try again, what it cost, what may be
 * said of it.
 */
package dev.assay.worker.outcome;
