/** What became of each item of a run: pages, filters, the whole of one. */
package dev.assay.run.results.items;
