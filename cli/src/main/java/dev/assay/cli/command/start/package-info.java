/** What a person begins with: an evaluation to change, and names that the shell completes. */
package dev.assay.cli.command.start;
