/** The {@code assay} command: where it begins, and which subcommands it has. */
package dev.assay.cli;
