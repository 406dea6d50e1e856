/**
 * What is written when answers, scores and verdicts come in: guarded statements over many rows, and
 * what a budget or a failure cuts off.
 */
package dev.assay.run.engine.books;
