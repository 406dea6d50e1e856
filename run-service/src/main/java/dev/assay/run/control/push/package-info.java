/** Answers that the caller brings instead of a model. */
package dev.assay.run.control.push;
