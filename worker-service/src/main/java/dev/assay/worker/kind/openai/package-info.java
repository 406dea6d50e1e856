/** Chat completions, as OpenAI and everything compatible with it speaks them. */
package dev.assay.worker.kind.openai;
