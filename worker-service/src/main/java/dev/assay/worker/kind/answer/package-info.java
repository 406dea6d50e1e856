/**
 * What answers of all kinds have in common: why they ended, what a model thought before it
 * answered, and how much of it can be kept.
 */
package dev.assay.worker.kind.answer;
