/** The link to the broker, and what workers say over it. */
package dev.assay.run.platform.broker;
