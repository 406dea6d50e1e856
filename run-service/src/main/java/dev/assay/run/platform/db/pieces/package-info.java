/** Rows that may be large, read some at a time: a piece is bounded by what it weighs. */
package dev.assay.run.platform.db.pieces;
