/** What files for spreadsheets have in common, written and read. */
package dev.assay.run.platform.csv;
