/** API keys: made, listed, revoked, and the first one of a new service. */
package dev.assay.run.platform.keys;
