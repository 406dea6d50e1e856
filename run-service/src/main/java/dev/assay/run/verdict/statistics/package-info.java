/**
 * Estimates and their uncertainty as pure functions: nothing here knows of runs, rows or messages.
 */
package dev.assay.run.verdict.statistics;
