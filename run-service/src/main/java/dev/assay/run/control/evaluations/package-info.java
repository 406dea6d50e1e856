/** Named, versioned definitions of what a run asks and how it is judged. */
package dev.assay.run.control.evaluations;
