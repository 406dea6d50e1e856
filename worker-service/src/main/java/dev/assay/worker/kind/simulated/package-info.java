/** The simulated provider as a kind of its own: in the process, or over HTTP with hints. */
package dev.assay.worker.kind.simulated;
