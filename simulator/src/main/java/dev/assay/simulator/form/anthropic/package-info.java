/** Anthropic's form: messages. */
package dev.assay.simulator.form.anthropic;
