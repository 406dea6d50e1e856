/**
 * Chat completions, responses and embeddings, as OpenAI, Azure and everything compatible with them
 * speak them.
 */
package dev.assay.worker.kind.openai;
