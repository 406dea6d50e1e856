/** The Gemini interface of Google. */
package dev.assay.worker.kind.gemini;
