/** Gemini's forms: content and embeddings. */
package dev.assay.worker.simulated.form.gemini;
