/**
 * The mouth of the queues: answers, scores and dead letters, taken in batches, one transaction
 * each, acknowledged last.
 */
package dev.assay.run.engine.intake;
