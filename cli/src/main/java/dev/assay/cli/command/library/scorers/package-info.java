/** {@code assay scorers}: what answers are measured by, built in and of one's own. */
package dev.assay.cli.command.library.scorers;
