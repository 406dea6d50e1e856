/**
 * The scorers that scoring-service knows, asked of it and kept; what may be said of their
 * parameters.
 */
package dev.assay.run.library.scorers.catalogue;
