/**
 * Datasets and their versions: every change makes a new immutable version with a hash of its
 * content.
 */
package dev.assay.run.library.datasets;
