/** A run as drawings need it: one letter a unit, and distributions ready to draw. */
package dev.assay.run.results.figures;
