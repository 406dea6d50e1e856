/** Tests and intervals for two runs over the same items, or for several runs item by item. */
package dev.assay.run.verdict.statistics.paired;
