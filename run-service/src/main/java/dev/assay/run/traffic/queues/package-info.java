/**
 * Queues of answers that people look through: which come in, in which order, and how far people
 * are.
 */
package dev.assay.run.traffic.queues;
