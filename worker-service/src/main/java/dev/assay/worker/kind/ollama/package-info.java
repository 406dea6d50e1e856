/** The native interface of Ollama. */
package dev.assay.worker.kind.ollama;
