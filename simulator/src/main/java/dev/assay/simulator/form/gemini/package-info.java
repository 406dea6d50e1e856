/** Gemini's forms: content and embeddings. */
package dev.assay.simulator.form.gemini;
