/** The subcommands of {@code assay}. */
package dev.assay.cli.command;
