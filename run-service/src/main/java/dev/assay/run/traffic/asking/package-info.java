/** What all have in common that ask a model something about traffic, by a run of its own. */
package dev.assay.run.traffic.asking;
