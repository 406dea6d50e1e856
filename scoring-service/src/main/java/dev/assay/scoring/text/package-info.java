/** Scorers that search in text. */
package dev.assay.scoring.text;
