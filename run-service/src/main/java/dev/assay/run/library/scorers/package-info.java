/** Scorers that people make of those in the catalogue: named, versioned, found at launch. */
package dev.assay.run.library.scorers;
