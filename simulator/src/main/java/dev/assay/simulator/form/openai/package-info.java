/** OpenAI's forms: chat completions, responses, embeddings. */
package dev.assay.simulator.form.openai;
