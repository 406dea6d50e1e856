/** What a run has cost, by the ledger of its attempts. */
package dev.assay.run.verdict.spending;
