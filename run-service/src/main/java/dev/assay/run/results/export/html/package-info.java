/** A run as one page that needs nothing else, to be sent or kept. */
package dev.assay.run.results.export.html;
