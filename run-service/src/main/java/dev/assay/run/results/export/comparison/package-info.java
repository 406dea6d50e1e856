/**
 * A comparison of runs as one page that needs nothing else, to be sent or kept: the sentence first,
 * then the sides next to one another, their differences with intervals, and what changed sides with
 * both answers.
 */
package dev.assay.run.results.export.comparison;
