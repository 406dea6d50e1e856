/** How calls get out of the operator's network: through which proxy, trusting whom. */
package dev.assay.worker.wire.way;
