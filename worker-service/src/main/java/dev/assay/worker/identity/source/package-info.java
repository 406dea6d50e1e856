/** Secrets that last for a while: where they come from, and who has them renewed in time. */
package dev.assay.worker.identity.source;
