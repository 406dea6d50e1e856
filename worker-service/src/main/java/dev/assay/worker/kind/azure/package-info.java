/** OpenAI's models as Azure serves them: the same bodies, addresses and keys of its own. */
package dev.assay.worker.kind.azure;
