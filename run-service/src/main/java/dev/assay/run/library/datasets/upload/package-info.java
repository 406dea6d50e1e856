/** Uploads as streams: format, bounds, progress. */
package dev.assay.run.library.datasets.upload;
