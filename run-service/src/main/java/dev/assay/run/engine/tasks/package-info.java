/**
 * What is sent to be scored: answers of units, and null answers that prove whether a gate can fail.
 */
package dev.assay.run.engine.tasks;
