/** The metrics of text_similarity. */
package dev.assay.scoring.similarity;
