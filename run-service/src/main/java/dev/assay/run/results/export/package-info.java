/**
 * Runs as files. Rows are read in chunks by their number, a connection being held for one statement
 * at a time, so that an export of any size needs the memory of a chunk and a slow reader holds
 * nothing.
 *
 * <p>CSV cells that begin with {@code = + - @}, a tab or a carriage return are given a leading
 * apostrophe: a spreadsheet would run them. Numbers of ours never begin so.
 */
package dev.assay.run.results.export;
