/** Scorers of what a retriever found, by the ids of documents: no text is looked at. */
package dev.assay.scoring.retrieval;
