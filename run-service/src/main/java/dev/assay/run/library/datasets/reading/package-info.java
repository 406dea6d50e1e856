/** What readers of items have in common: fields, and lines that are refused. */
package dev.assay.run.library.datasets.reading;
