/** A request that is repeated under its key gets the first answer. */
package dev.assay.run.platform.idempotency;
