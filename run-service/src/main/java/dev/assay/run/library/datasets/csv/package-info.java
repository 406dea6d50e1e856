/** Items from CSV: columns by name, quoted cells, numbers kept as they were written. */
package dev.assay.run.library.datasets.csv;
