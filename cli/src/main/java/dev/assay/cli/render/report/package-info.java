/** Whole reports for people: a run, runs side by side, comparisons, rehearsals, capsules. */
package dev.assay.cli.render.report;
