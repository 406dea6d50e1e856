/** Bytes to a provider and back, without knowing what they mean. */
package dev.assay.worker.wire;
