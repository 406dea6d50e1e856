/** OpenAI's forms: chat completions, responses, embeddings. */
package dev.assay.worker.simulated.form.openai;
