/** What answers of all kinds have in common: why they ended, and what a model thought before. */
package dev.assay.worker.kind.answer;
