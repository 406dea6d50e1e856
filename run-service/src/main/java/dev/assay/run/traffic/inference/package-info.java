/** Corrections that a model makes of what people noted: asked by a run of its own, then stored. */
package dev.assay.run.traffic.inference;
