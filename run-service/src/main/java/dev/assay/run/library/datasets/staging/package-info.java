/** Items on their way into a version: in memory while few, on disk when many. */
package dev.assay.run.library.datasets.staging;
