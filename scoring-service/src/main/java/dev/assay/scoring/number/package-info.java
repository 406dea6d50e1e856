/** The one reader of numbers in text, and exact numbers to compare. */
package dev.assay.scoring.number;
