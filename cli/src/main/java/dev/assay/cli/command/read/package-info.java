/** What a person reads: lists, one run, comparisons, exports, labels, capsules. */
package dev.assay.cli.command.read;
