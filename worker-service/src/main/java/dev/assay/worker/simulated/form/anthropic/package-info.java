/** Anthropic's form: messages. */
package dev.assay.worker.simulated.form.anthropic;
