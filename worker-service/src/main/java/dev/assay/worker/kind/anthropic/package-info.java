/** The messages interface of Anthropic. */
package dev.assay.worker.kind.anthropic;
