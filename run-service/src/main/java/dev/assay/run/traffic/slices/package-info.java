/** Runs over traffic: which answers a source has in a window, and how they become a run's items. */
package dev.assay.run.traffic.slices;
