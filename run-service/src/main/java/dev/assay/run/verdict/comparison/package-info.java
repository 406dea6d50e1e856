/**
 * Several runs over the same items, side by side: always paired by item, so that only what differs
 * between the runs is left in the differences.
 */
package dev.assay.run.verdict.comparison;
