/** The spans of what is frozen for a run: whose each of them is, and what of it is kept. */
package dev.assay.run.traffic.slices.spans;
