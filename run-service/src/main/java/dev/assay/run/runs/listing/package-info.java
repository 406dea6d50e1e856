/** What a list of runs is narrowed and ordered by. */
package dev.assay.run.runs.listing;
