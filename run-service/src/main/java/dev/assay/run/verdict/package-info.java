/** Decide it: whether a run passed, from its rows, in the transaction that ends it. */
package dev.assay.run.verdict;
